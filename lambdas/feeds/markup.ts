/** XML and HTML that is well-formed by construction: the one place that knows about escaping, and about the characters that XML forbids. */

class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Text that is markup already. Only the type leaves this module, so that its templates alone can make one. */
export type { Markup }

type Part = string | number | Markup | readonly Markup[]

/** In pages a part may also be left out with `&&`, and lists may be nested. */
type HtmlPart = string | number | Markup | false | null | undefined | readonly HtmlPart[]

/** Everything outside the production `Char` of XML 1.0 (https://www.w3.org/TR/xml/#charsets): control characters, lone surrogates, U+FFFE and U+FFFF. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** Forbidden, or half of a character beyond U+FFFF. Looking for it costs far less than replacing, and most texts have none. */
const SUSPECT = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/

/** `text` without the characters that XML forbids: none of them means anything, and JSON parsers choke on some of them too. */
export const withoutForbidden = (text: string): string => (SUSPECT.test(text) ? text.replace(FORBIDDEN, '') : text)

/** Special or suspect: a text without any is written as it is. */
const UNSAFE = /[^ !#-%(-;=?-\uD7FF\uE000-\uFFFD]/

const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** What means something in XML, and the white space that a parser would turn into a space or a line feed. */
const SPECIAL = /[&<>"'\t\n\r]/g

/** Hexadecimal, which the most readers of plain text in RSS understand: https://validator.w3.org/feed/docs/warning/CharacterData.html */
const reference = (character: string): string => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`

/** By name where it has one: in an attribute some readers know nothing else, and would follow a link to `?a=b&#x26;c=d`. */
const namedReference = (character: string): string => NAMES[character] ?? reference(character)

/** How a text is written after `before`, which tells an attribute from an element. */
type Escape = (text: string, before: string) => string

const escapeXml: Escape = (text, before) => text.replace(SPECIAL, /=["']$/.test(before) ? namedReference : reference)

/** HTML keeps white space, and older browsers do not know `&apos;`. */
const escapeHtml: Escape = text => text.replace(/[&<>"']/g, each => (each === "'" ? '&#39;' : NAMES[each]!))

function written(part: HtmlPart, before: string, escaped: Escape): string {
  if (typeof part === 'string') return UNSAFE.test(part) ? escaped(withoutForbidden(part), before) : part
  if (typeof part === 'number') return String(part)
  if (part instanceof Markup) return part.text
  if (!part) return ''
  if (!Array.isArray(part)) return written(String(part), before, escaped)
  let text = ''
  for (const each of part) text += written(each, before, escaped)
  return text
}

const template =
  <P extends HtmlPart>(escaped: Escape) =>
  (strings: TemplateStringsArray, ...parts: P[]): Markup => {
    let text = strings[0]!
    for (let index = 0; index < parts.length; index++)
      text += written(parts[index], strings[index]!, escaped) + strings[index + 1]!
    return new Markup(text)
  }

/**
 * A template whose values are escaped, in elements and in quoted attributes alike, unless they are markup themselves.
 * `]]>` never comes out of a value, so that what is made of it may stand in a CDATA section.
 */
export const xml = template<Part>(escapeXml)

/** The same for pages. */
export const html = template<HtmlPart>(escapeHtml)

/** Nothing. */
export const EMPTY: Markup = new Markup('')

/**
 * JSON as the text of a script element. References mean nothing there, so `<` is written as a JSON escape: no value can end the element or
 * begin another in it.
 */
export const dataBlock = (value: unknown): Markup => new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'))
