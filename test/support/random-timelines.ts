/** Timelines and queries by chance, of few years and values so that events share them, and what a query means: a plain filter over all events. */

import type { Arbitrary } from 'fast-check'
import { civilDate } from '../../lambdas/domain/civil-date.ts'
import {
  type Contents,
  DIMENSIONS,
  type Event,
  endOf,
  facetFilters,
  facetsOf,
  startOf,
  timeKeyOf,
} from '../../lambdas/domain/event.ts'
import type { EventQuery, Order } from '../../lambdas/store/event-store.ts'
import { anAuthoredEvent, aTerm, contentsOf, dated } from './contents.ts'
import fc from './fast-check.ts'

/** The values that are declared, in lexical order; of the statuses all there are. */
export const VALUES = {
  category: ['law', 'policy', 'society'],
  tag: ['common', 'odd', 'rare'],
  actor: ['assembly', 'ministry'],
  place: ['seoul'],
  status: ['claimed', 'confirmed', 'disputed', 'reported'],
} as const satisfies EventQuery['facets']

const years = fc.constantFrom(1, 999, 1997, 1998, 1999, 2000, 2004, 9999)

/** A day, month or year. */
export const points = fc
  .record({ year: years, month: fc.constantFrom(1, 2, 7, 12), day: fc.constantFrom(1, 14, 28), precision: fc.nat(2) })
  .map(({ year, month, day, precision }) => civilDate(year, month, day).slice(0, [10, 7, 4][precision]))

const dates = fc.oneof(
  { weight: 4, arbitrary: points },
  fc.tuple(fc.integer({ min: 1900, max: 1999 }), fc.integer({ min: 2000, max: 2030 })).map(span => span.join('/')),
  fc.constantFrom(
    '0003/..',
    '../1998',
    '1998/..',
    '1997-11/1998-02-14',
    '199X',
    '00XX',
    '1998-24',
    '1999-XX',
    '0999/1999',
  ),
)
const terms = (values: readonly string[]) => fc.subarray([...values]).map(subset => subset.map(aTerm))

export const randomEvents: Arbitrary<Event> = fc
  .record({
    id: fc.stringMatching(/^[a-c]{1,2}(-[a-c0-9]{1,2})?$/),
    date: dates,
    category: fc.constantFrom(...VALUES.category).map(aTerm),
    tags: terms(VALUES.tag),
    actors: terms(VALUES.actor),
    places: terms(VALUES.place),
    status: fc.constantFrom('confirmed' as const, 'claimed' as const),
    significance: fc.integer({ min: 1, max: 5 }),
  })
  .map(each => anAuthoredEvent(each))

/** Times that the folder of a timeline may state. */
const TIMES = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', '2026-02-01T00:00:01Z', '2026-03-01T00:00:00Z']

/** Folders of up to `most` events, with everything declared that an event may carry. */
export const timelines = (most: number): Arbitrary<Contents> =>
  fc
    .uniqueArray(fc.tuple(randomEvents, fc.constantFrom(...TIMES)), {
      selector: ([{ id }]) => id,
      minLength: 0,
      maxLength: most,
    })
    .map(events =>
      contentsOf(
        events.map(([event, added]) => dated(event, { added })),
        {
          categories: VALUES.category.map(id => ({ ...aTerm(id), description: aTerm(id).name })),
          tags: VALUES.tag.map(aTerm),
          actors: VALUES.actor.map(aTerm),
          places: VALUES.place.map(aTerm),
        },
      ),
    )

/** Filters by none, one or two dimensions, or by all of them, which leave hardly anything. */
export const randomFacets: Arbitrary<EventQuery['facets']> = fc
  .oneof(
    { weight: 4, arbitrary: fc.subarray([...DIMENSIONS], { maxLength: 2 }) },
    { weight: 1, arbitrary: fc.constant([...DIMENSIONS]) },
  )
  .chain(dimensions =>
    fc.record(
      Object.fromEntries(
        dimensions.map(dimension => [dimension, fc.subarray([...VALUES[dimension]] as string[], { minLength: 1 })]),
      ),
    ),
  )
  .map(facetFilters)

export const orders = fc.constantFrom<Order>('asc', 'desc')
export const limits = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(10, 39, 40, 100))

/** The events that a query means, in the order of time. */
export function meant(events: readonly Event[], { from, to, facets, significance }: EventQuery): Event[] {
  if (from !== undefined && to !== undefined && from > `${to}~`) return []
  return events
    .filter(each => from === undefined || endOf(each) >= from)
    .filter(each => to === undefined || startOf(each) <= to || startOf(each).startsWith(to))
    .filter(each =>
      DIMENSIONS.every(
        dimension => facets[dimension]?.some(value => facetsOf(each)[dimension].includes(value)) ?? true,
      ),
    )
    .filter(each => significance === undefined || significance.includes(each.significance))
    .sort((a, b) => (timeKeyOf(a) < timeKeyOf(b) ? -1 : 1))
}

export const inOrder = <T>(items: readonly T[], order: Order): T[] =>
  order === 'asc' ? [...items] : items.toReversed()

/** Full pages, the last one besides; an empty one of nothing. */
export function pagesOf<T>(all: readonly T[], size: number): T[][] {
  const count = Math.max(1, Math.ceil(all.length / size))
  return Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size))
}
