/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) as a JSON Schema, stricter than the specification where Annals is: nothing unknown. */

const text = { type: 'string', minLength: 1 }
const url = { type: 'string', format: 'uri', pattern: '^https?://' }
const date = { type: 'string', format: 'date-time' }
const language = { type: 'string', pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$' }
/** A custom object, whose name starts with an underscore and a letter. */
const extensions = { '^_[a-zA-Z]': { type: 'object' } }

const author = { type: 'object', required: ['name'], properties: { name: text, url }, additionalProperties: false }
const hub = {
  type: 'object',
  required: ['type', 'url'],
  properties: { type: text, url },
  additionalProperties: false,
}

const attachment = {
  type: 'object',
  required: ['url', 'mime_type'],
  properties: { url, mime_type: text, title: text, size_in_bytes: { type: 'integer', minimum: 0 } },
  additionalProperties: false,
}

const item = {
  type: 'object',
  required: ['id', 'content_html'],
  properties: {
    id: text,
    url,
    title: text,
    summary: text,
    content_html: text,
    image: url,
    date_published: date,
    date_modified: date,
    tags: { type: 'array', items: text, uniqueItems: true },
    language,
    attachments: { type: 'array', items: attachment, minItems: 1 },
  },
  patternProperties: extensions,
  additionalProperties: false,
}

export const JSON_FEED_SCHEMA = {
  type: 'object',
  required: ['version', 'title', 'items'],
  properties: {
    version: { const: 'https://jsonfeed.org/version/1.1' },
    title: text,
    home_page_url: url,
    user_comment: text,
    icon: url,
    favicon: url,
    feed_url: url,
    description: text,
    next_url: url,
    authors: { type: 'array', items: author, minItems: 1 },
    language,
    hubs: { type: 'array', items: hub, minItems: 1 },
    items: { type: 'array', items: item },
  },
  patternProperties: extensions,
  additionalProperties: false,
}
