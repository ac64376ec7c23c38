/** Filters of feeds and calendars, each as a query and as what it plainly means. */
import type { Event } from '../../lambdas/domain/event.ts'
import { THOROUGH } from './thorough.ts'

const hasTag = (id: string) => (event: Event) => event.tags.some(tag => tag.id === id)
const inCategory = (id: string) => (event: Event) => event.category.id === id
const atLeast = (significance: number) => (event: Event) => event.significance >= significance

type Matches = (event: Event) => boolean
const either =
  (...filters: Matches[]): Matches =>
  event =>
    filters.some(filter => filter(event))
const both =
  (...filters: Matches[]): Matches =>
  event =>
    filters.every(filter => filter(event))

const FILTERS: readonly (readonly [query: string, matches: Matches])[] = [
  ['category=law', inCategory('law')],
  ['category=law&category=policy', either(inCategory('law'), inCategory('policy'))],
  ['tag=amendment', hasTag('amendment')],
  ['tag=amendment&tag=decree', either(hasTag('amendment'), hasTag('decree'))],
  ['category=law&tag=amendment', both(inCategory('law'), hasTag('amendment'))],
  ['minSignificance=1', () => true],
  ['minSignificance=2', atLeast(2)],
  ['minSignificance=5', atLeast(5)],
  ['category=law&minSignificance=4', both(inCategory('law'), atLeast(4))],
  [
    'tag=decree&category=law&minSignificance=5&tag=amendment&category=policy',
    event =>
      either(inCategory('law'), inCategory('policy'))(event) &&
      either(hasTag('amendment'), hasTag('decree'))(event) &&
      event.significance === 5,
  ],
]

/** On every change a facet, two facets, and everything at once. */
export const TRIED_FILTERS = THOROUGH ? FILTERS : [0, 3, 9].map(index => FILTERS[index]!)
