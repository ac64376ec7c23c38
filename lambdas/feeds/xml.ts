/** XML and HTML that is well-formed by construction: the one place that knows about escaping, and about the characters that XML forbids. */

/** Text that is markup already. Made by the `xml` template alone. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Markup | readonly Markup[]

/** Everything outside the production `Char` of XML 1.0 (https://www.w3.org/TR/xml/#charsets): control characters, lone surrogates, U+FFFE and U+FFFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it removes
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escapeText = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"']/g, character => ENTITIES[character]!)

const markupOf = (part: Part): string => {
  if (part instanceof Markup) return part.text
  if (Array.isArray(part)) return part.map(each => each.text).join('')
  return escapeText(String(part))
}

/** A template whose values are escaped, in elements and in quoted attributes alike, unless they are markup themselves. */
export const xml = (strings: TemplateStringsArray, ...parts: Part[]): Markup =>
  new Markup(strings.reduce((text, string, index) => text + markupOf(parts[index - 1]!) + string))

/** Nothing. */
export const EMPTY = new Markup('')
