/** The parts of which the schemas of the files in `data/` are made. */
import { type TObject, type TObjectOptions, type TProperties, Type } from 'typebox'
import { ID } from './enumerations.ts'
import { ALLOWED_DATES, EDTF_PATTERN } from './historical-date.ts'
import { ALLOWED_NAMES, MEDIA_NAME } from './media.ts'
import { LANGUAGE_TAG, type Text } from './text.ts'

export const KEBAB_CASE = 'kebab-case: lower-case letters and digits, joined by single hyphens'

export const Id = Type.String({ ...ID, description: KEBAB_CASE })

export const UNIT_ID = '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$'

export const UnitId = Type.String({
  pattern: UNIT_ID,
  maxLength: 40,
  description: 'the id of a unit declared in timeline.yaml, such as people, or a currency code such as KRW',
})

/** Distinguishes texts from other mappings. */
export const LANGUAGE = `^${LANGUAGE_TAG}$`

export const Language = Type.String({
  pattern: LANGUAGE,
  description: 'a BCP 47 language tag, such as en, ko or zh-Hant',
})

export const text = (description: string, maxLength: number) =>
  Type.Record(
    Type.String({ pattern: LANGUAGE }),
    Type.String({ minLength: 1, maxLength, pattern: '\\S', description: `a text of 1–${maxLength} characters` }),
    { minProperties: 1, additionalProperties: false, propertyNames: Language, description },
  )

/**
 * A plain string, or a text in each language. One schema with two types in place of `anyOf`, so that a mistake is reported once, for the
 * type that the owner chose: each keyword applies to one type (JSON Schema validation §6).
 */
const stringOrText = (description: string, maxLength: number) =>
  Type.Unsafe<string | Text>({
    ...text(description, maxLength),
    type: ['string', 'object'],
    minLength: 1,
    maxLength,
    pattern: '\\S',
  })

export const EdtfDate = (description: string) =>
  Type.String({
    pattern: EDTF_PATTERN,
    description: `${description}: ${ALLOWED_DATES}`,
    examples: ['1997-07-14', '2004-10', '2020', '1945-21', '199X', '2005/2007', '2004/..', '2007-06~'],
  })

export const Timestamp = (description: string) =>
  Type.String({
    format: 'date-time',
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:[0-5]\\d(Z|[+-]\\d{2}:\\d{2})$',
    description: `${description}: an RFC 3339 timestamp in seconds, such as 2026-11-22T00:00:00+09:00`,
  })

/** Letters of any script, but no spaces and control characters. */
export const URL_PATTERN = '^https?://[^\\s\\u0000-\\u001f\\u007f]+$'

export const HttpUrl = (description: string) =>
  Type.String({ pattern: '^https?://[!-~]+$', maxLength: 2000, description: `http or https URL: ${description}` })

export const closed = { additionalProperties: false } as const

/** An object without other properties. */
export const object = <P extends TProperties>(properties: P, options: TObjectOptions = {}): TObject<P> =>
  Type.Object(properties, { ...closed, ...options })

export const MediaName = (description: string) =>
  Type.String({
    pattern: MEDIA_NAME,
    maxLength: 100,
    description: `${description}: ${ALLOWED_NAMES}`,
  })

export const Image = object(
  {
    file: MediaName('the picture'),
    alt: text('what the picture shows, for people who cannot see it; in each language', 1000),
    credit: stringOrText('who made the picture or owns it, as a string or in each language', 300),
    licence: Type.Optional(
      object(
        {
          name: Type.String({ minLength: 1, maxLength: 100, description: 'name of the licence, such as CC BY 4.0' }),
          url: Type.Optional(HttpUrl('the text of the licence')),
        },
        { description: 'the licence of the picture: { name: …, url: … }' },
      ),
    ),
    source: Type.Optional(HttpUrl('the page on which the picture was found')),
  },
  { description: 'a picture of the event' },
)

const SourceSchema = object(
  {
    title: stringOrText(
      'the published title in its original language; or, if it is unknown, a description of the document in each language',
      500,
    ),
    language: Type.Optional(
      Type.String({
        pattern: LANGUAGE,
        description: 'the BCP 47 language of the published title, such as ko',
      }),
    ),
    publisher: Type.String({ minLength: 1, maxLength: 200, description: 'who published it' }),
    url: Type.Optional(
      Type.String({
        pattern: URL_PATTERN,
        maxLength: 2000,
        description: 'an http or https address without spaces; letters other than ASCII are encoded',
      }),
    ),
    reference: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        pattern: '\\S',
        description: 'where it is found if not on the web, such as a shelf mark, a page or an entry of a register',
      }),
    ),
    published: Type.Optional(EdtfDate('when it was published; omitted if unknown')),
    supports: Type.Optional(stringOrText('what this source supports, as a string or in each language', 1000)),
  },
  { description: 'a source, with a url, a reference or both' },
)

export const Sources = Type.Array(SourceSchema, {
  minItems: 1,
  maxItems: 50,
  description: '1–50 sources; at least one is required',
})
