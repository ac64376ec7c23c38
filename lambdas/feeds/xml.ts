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

/** Forbidden, or half of a character beyond U+FFFF. Looking for it costs far less than replacing, and most texts have none. */
const SUSPECT = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/

/** `text` without the characters that XML forbids: none of them means anything, and JSON parsers choke on some of them too. */
export const withoutForbidden = (text: string): string => (SUSPECT.test(text) ? text.replace(FORBIDDEN, '') : text)

/** What means something in markup, and the white space that a parser would turn into a space or a line feed. */
const SPECIAL = /[&<>"'\t\n\r]/g

/** Special or suspect: a text without any is written as it is. */
const UNSAFE = /[^ !#-%(-;=?-\uD7FF\uE000-\uFFFD]/

/** Hexadecimal, which the most readers of plain text in RSS understand: https://validator.w3.org/feed/docs/warning/CharacterData.html */
const reference = (character: string): string => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`

const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** By name where it has one: in an attribute some readers know nothing else, and would follow a link to `?a=b&#x26;c=d`. */
const namedReference = (character: string): string => NAMES[character] ?? reference(character)

/** @param before the markup that `text` comes after, which tells an attribute from an element */
function escaped(text: string, before: string): string {
  if (!UNSAFE.test(text)) return text
  return withoutForbidden(text).replace(SPECIAL, /=["']$/.test(before) ? namedReference : reference)
}

function markupOf(part: Part, before: string): string {
  if (typeof part === 'string') return escaped(part, before)
  if (part instanceof Markup) return part.text
  if (!Array.isArray(part)) return escaped(String(part), before)
  let text = ''
  for (const each of part) text += markupOf(each, before)
  return text
}

/**
 * A template whose values are escaped, in elements and in quoted attributes alike, unless they are markup themselves.
 * `]]>` never comes out of a value, so that what is made of it may stand in a CDATA section.
 */
export function xml(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  let text = strings[0]!
  for (let index = 0; index < parts.length; index++)
    text += markupOf(parts[index]!, strings[index]!) + strings[index + 1]!
  return new Markup(text)
}

/** Nothing. */
export const EMPTY: Markup = new Markup('')
