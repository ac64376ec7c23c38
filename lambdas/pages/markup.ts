/** HTML whose every value is escaped: the template of `hono/html`, narrowed to what pages put into it. */
import { raw, html as template } from 'hono/html'
import { withoutForbidden } from '../feeds/xml.ts'

/** Text that is markup already. */
export type Markup = ReturnType<typeof raw>

/** `false`, `null` and `undefined` are nothing, so that a part may be left out with `&&`. */
export type Part = string | number | Markup | false | null | undefined | readonly Part[]

/**
 * A template whose values are escaped, in elements and in quoted attributes alike, unless they are markup themselves. Characters that no
 * document may hold – control characters, halves of others – are left out.
 */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Markup =>
  // A promise comes out only where one goes in, and a part is none.
  template(strings, ...parts.map(allowed)) as Markup

function allowed(part: Part): Part {
  if (typeof part === 'string') return withoutForbidden(part)
  return Array.isArray(part) ? part.map(allowed) : part
}

/**
 * JSON as the text of a script element. Within one nothing is escaped by references, so that `<` is written as JSON can: no value can end
 * the element or begin another in it.
 */
export const dataBlock = (value: unknown): Markup => raw(JSON.stringify(value).replaceAll('<', '\\u003c'))
