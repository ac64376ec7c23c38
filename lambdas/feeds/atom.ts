/** Writes Atom 1.0 (https://www.rfc-editor.org/rfc/rfc4287). Pure. */
import type { Language } from '../domain/text.ts'
import { type Feed, type FeedItem, helpComment } from './feed.ts'
import { EMPTY, xml } from './markup.ts'

const languageOf = (language: Language | undefined) => (language === undefined ? EMPTY : xml` xml:lang="${language}"`)

/** Titles and summaries are plain text, Atom's default type. The HTML content is in a CDATA section, so it needs no second escaping. */
const entryElement = (item: FeedItem) => xml`
<entry>
<id>${item.identity}</id>
<title${languageOf(item.titleLanguage)}>${item.title}</title>
<link rel="alternate" href="${item.url}"/>${
  item.image
    ? xml`
<link rel="enclosure" type="${item.image.type}" length="${item.image.bytes}" href="${item.image.url}" title="${item.image.alt}"/>`
    : EMPTY
}
<published>${item.published}</published>
<updated>${item.updated}</updated>
${item.categories.map(({ id, name }) => xml`<category term="${id}" label="${name}"/>`)}
<summary${languageOf(item.summaryLanguage)}>${item.summary}</summary>
<content type="html"><![CDATA[${item.content}]]></content>
</entry>`

export const atom = (feed: Feed): string =>
  xml`<?xml version="1.0" encoding="utf-8"?>${helpComment(feed)}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
<id>${feed.identity}</id>
<title>${feed.title}</title>
<subtitle>${feed.description}</subtitle>
<updated>${feed.updated}</updated>
<author><name>${feed.author}</name><uri>${feed.authorUrl ?? feed.homeUrl}</uri></author>${
    // RFC 4946
    feed.licence === undefined
      ? EMPTY
      : xml`
<rights>${feed.licence.name}</rights>
<link rel="license" href="${feed.licence.url}"/>`
  }
${feed.icons === undefined ? EMPTY : xml`<icon>${feed.icons.large}</icon>\n`}${feed.logo === undefined ? EMPTY : xml`<logo>${feed.logo}</logo>\n`}<generator>Annals</generator>
<link rel="self" type="application/atom+xml" href="${feed.selfUrl}"/>
<link rel="alternate" href="${feed.homeUrl}"/>${feed.links.map(
    ({ rel, href }) => xml`
<link rel="${rel}" href="${href}"/>`,
  )}${feed.items.map(entryElement)}
</feed>
`.text
