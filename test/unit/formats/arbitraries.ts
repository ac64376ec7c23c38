/** Texts that give formats trouble, and events made of them. */

import type { Arbitrary } from 'fast-check'
import { STATUSES } from '../../../lambdas/domain/event.ts'
import { eventView } from '../../../lambdas/domain/view.ts'
import type { EventView } from '../../../lambdas/domain/view-schema.ts'
import { anEvent } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'
import { aSetting } from '../../support/syndication.ts'

const TROUBLE = [
  ...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)),
  ...'=+-@＝＋－＠\'"`,;|\\{}<>&',
  '\u007F',
  '\u0085',
  '\u00A0',
  '\u200E',
  '\u200F',
  '\u2028',
  '\u2029',
  '\u202E',
  '\uFEFF',
  '\uD800',
  '\uDFFF',
  '\uFFFE',
  '\uFFFF',
  '\u{1F600}',
  'שלום',
  '한글',
  '\r\n',
  '""',
  '; ',
  "=cmd|'/C calc'!A0",
  '<script>',
  '&lt;img src=x onerror=alert(1)&gt;',
  '</a>',
  '\\u2028',
]

/** Any sequence of UTF-16 code units, well-formed or not, with much of what gives trouble. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff)).map(codes => String.fromCharCode(...codes)),
  fc.array(fc.constantFrom(...TROUBLE)).map(parts => parts.join('')),
)

const text = anyText.map(en => ({ en }))
const term = fc.record({ id: fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/), name: text })
const terms = fc.array(term, { maxLength: 3 })
const source = fc.record({ title: anyText, publisher: anyText, url: fc.webUrl(), supports: anyText })
const date = fc.constantFrom(
  '1997-07-14',
  '0033-04',
  '2020',
  '2005/2007',
  '2007-06~',
  '1999-12-31%',
  '0999-12/1000-01-02?',
)

/** The view of an event with any texts. */
export const anyView: Arbitrary<EventView> = fc
  .record({
    date,
    title: text,
    summary: text,
    category: term,
    tags: terms,
    actors: terms,
    places: terms,
    status: fc.constantFrom(...STATUSES),
    attribution: text,
    note: text,
    figures: fc.array(fc.record({ label: text, value: fc.integer(), unit: term }), { maxLength: 2 }),
    observance: fc.record({ since: fc.integer({ min: 1, max: 9999 }), name: text }),
    sources: fc.array(source, { minLength: 1, maxLength: 2 }),
  })
  .map(parts => eventView(anEvent(parts), aSetting('en')))
