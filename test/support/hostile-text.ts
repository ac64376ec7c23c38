/** Any text that could do harm in a page. */
import type { Arbitrary } from 'fast-check'
import fc from './fast-check.ts'

/** What means something in HTML, SVG, XML, JSON, addresses or to the direction of writing, and what no document may hold. */
const MEANINGFUL = [
  '<script>alert(1)</script>',
  '</script>',
  '<!--',
  ']]>',
  '"><img src=x onerror=alert(1)>',
  "' onfocus='alert(1)",
  '&lt;b&gt;',
  '&#x3c;',
  '\u0000',
  '\u000b',
  '\u001f',
  '\ufffe',
  '\ud800',
  '\u202e',
  '\u2066',
  '\u200f',
  '\u2028',
  '\r\n',
  '\t',
  'javascript:alert(1)',
  '한글',
  '👩‍👩‍👧',
]

/** Texts of markup, quotes, control characters and marks of direction, with a letter in them so that they are never blank. */
export const hostileText: Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...MEANINGFUL), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 6 })
  .map(parts => `x${parts.join('')}`)
