/** XML and HTML that is well-formed by construction: the one place that knows about escaping, and about the characters that XML forbids. */

class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Text that is markup already. Only the type leaves this module, so that the `xml` template alone can make one. */
export type { Markup }

type Part = string | number | Markup | readonly Markup[]

/** Everything outside the production `Char` of XML 1.0 (https://www.w3.org/TR/xml/#charsets): control characters, lone surrogates, U+FFFE and U+FFFF. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** `text` without the characters that XML forbids: none of them means anything, and JSON parsers choke on some of them too. */
export const withoutForbidden = (text: string): string => text.replace(FORBIDDEN, '')

/** What means something in markup, and the white space that a parser would turn into a space or a line feed. */
const SPECIAL = /[&<>"'\t\n\r]/g

/** Hexadecimal, which the most readers of plain text in RSS understand: https://validator.w3.org/feed/docs/warning/CharacterData.html */
const reference = (character: string): string => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`

function markupOf(part: Part): string {
  if (part instanceof Markup) return part.text
  if (Array.isArray(part)) return part.map(markupOf).join('')
  return withoutForbidden(String(part)).replace(SPECIAL, reference)
}

/**
 * A template whose values are escaped, in elements and in quoted attributes alike, unless they are markup themselves.
 * `]]>` never comes out of a value, so that what is made of it may stand in a CDATA section.
 */
export const xml = (strings: TemplateStringsArray, ...parts: Part[]): Markup =>
  new Markup(strings.reduce((text, string, index) => text + markupOf(parts[index - 1]!) + string))

/** Nothing. */
export const EMPTY: Markup = new Markup('')
