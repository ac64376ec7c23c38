/** Escaping for XML and HTML. Templates produce well-formed markup and remove the characters that XML forbids. */

class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Text that is already escaped. Only the type is exported, so only these templates can create it. */
export type { Markup }

type Part = string | number | Markup | readonly Markup[]

/** HTML templates also accept falsy parts, which render nothing, and nested lists. */
type HtmlPart = string | number | Markup | false | null | undefined | readonly HtmlPart[]

/**
 * Everything outside the production `Char` of XML 1.0 (https://www.w3.org/TR/xml/#charsets): control characters, lone surrogates, U+FFFE
 * and U+FFFF.
 */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** Forbidden characters and all surrogates. Testing is far cheaper than replacing, and most texts contain none. */
const SUSPECT = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/

/** Removes the characters that XML forbids. They carry no meaning, and some JSON parsers reject them too. */
export const withoutForbidden = (text: string): string => (SUSPECT.test(text) ? text.replace(FORBIDDEN, '') : text)

/** Characters that need escaping or may need removal. A text without any is written unchanged. */
const UNSAFE = /[^ !#-%(-;=?-\uD7FF\uE000-\uFFFD]/

const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Markup characters, and whitespace that an XML parser would normalize to a space or a line feed. */
const SPECIAL = /[&<>"'\t\n\r]/g

/**
 * Hexadecimal references are the most widely understood in RSS plain text: https://validator.w3.org/feed/docs/warning/CharacterData.html
 */
const reference = (character: string): string => `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`

/** Uses the named entity if there is one: some readers decode only those in attributes, and would follow a link to `?a=b&#x26;c=d`. */
const namedReference = (character: string): string => NAMES[character] ?? reference(character)

/** `before` is the literal text in front of the value, which shows whether the value is in an attribute. */
type Escape = (text: string, before: string) => string

const escapeXml: Escape = (text, before) => text.replace(SPECIAL, /=["']$/.test(before) ? namedReference : reference)

/** HTML preserves whitespace, and older browsers do not know `&apos;`. */
const escapeHtml: Escape = text => text.replace(/[&<>"']/g, each => (each === "'" ? '&#39;' : NAMES[each]!))

function render(part: HtmlPart, before: string, escapeText: Escape): string {
  if (typeof part === 'string') return UNSAFE.test(part) ? escapeText(withoutForbidden(part), before) : part
  if (typeof part === 'number') return String(part)
  if (part instanceof Markup) return part.text
  if (!part) return ''
  if (!Array.isArray(part)) return render(String(part), before, escapeText)
  let text = ''
  for (const each of part) text += render(each, before, escapeText)
  return text
}

const template =
  <P extends HtmlPart>(escapeText: Escape) =>
  (strings: TemplateStringsArray, ...parts: P[]): Markup => {
    let text = strings[0]!
    for (let index = 0; index < parts.length; index++)
      text += render(parts[index], strings[index]!, escapeText) + strings[index + 1]!
    return new Markup(text)
  }

/**
 * Escapes every value that is not markup, in elements and quoted attributes. The result never contains `]]>`, so it may be in a CDATA
 * section.
 */
export const xml = template<Part>(escapeXml)

/** Like `xml`, for HTML pages. */
export const html = template<HtmlPart>(escapeHtml)

export const EMPTY: Markup = new Markup('')

/** JSON for a script element, where entities are not decoded. `<` is escaped, so that no value can close the element or open another. */
export const dataBlock = (value: unknown): Markup => new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'))
