/**
 * Complaint: an empty or short page was taken for the end, or a page that ended exactly at its limit led to an empty one.
 * https://github.com/tywalch/electrodb/issues/506 · https://github.com/tywalch/electrodb/issues/574
 * https://github.com/supersoniko/dynamodb-paginator/pull/6 · https://github.com/brendanhay/amazonka/issues/340
 * https://github.com/ministackorg/ministack/pull/1068 (a page that ends exactly at its limit)
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { EventQuery } from '../../lambdas/store/event-store.ts'
import { anAuthoredEvent, aTerm, contentsOf } from '../support/contents.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'

let store: TimelineStore
beforeAll(async () => {
  store = await startTimelineStore()
}, 30_000)
afterAll(() => store.stop())
beforeEach(() => store.emptyTables())

/** `count` events, every `nth` of them under a rare tag and turning points, all the others details under a common one. */
const load = (count: number, nth: number) =>
  store.load(
    contentsOf(
      Array.from({ length: count }, (_, i) =>
        anAuthoredEvent({
          id: `e${String(i).padStart(4, '0')}`,
          significance: i % nth === 0 ? 5 : 1,
          places: i % nth === 0 ? [aTerm('rare')] : [],
          tags: [aTerm('common')],
        }),
      ),
    ),
  )

const QUERIES = [
  ['by time', {}],
  ['by a value', { facets: { tag: ['common'] } }],
  ['by two values', { facets: { tag: ['common'], category: ['law'] } }],
  ['by significance', { significance: [1, 5] }],
] as const

describe.each(QUERIES)('%s', (_, query) => {
  test.each([4, 5, 6])(
    'a limit of five among %s events is full while more follow, and says nothing follows at the end',
    async count => {
      await load(count, 2)
      for (const order of ['asc', 'desc'] as const) {
        const first = await store.events.list({ facets: {}, ...query }, { limit: 5, order })
        expect([first.items.length, first.next !== undefined]).toEqual([Math.min(count, 5), count > 5])
        if (first.next === undefined) continue
        const second = await store.events.list({ facets: {}, ...query }, { limit: 5, order, after: first.next })
        expect([second.items.length, second.next]).toEqual([1, undefined])
      }
    },
  )
})

test('what a filter passes over in between does not end a page', async () => {
  await load(330, 110)
  const query: EventQuery = { facets: { tag: ['common'] }, significance: [5] }
  const page = await store.events.list(query, { limit: 3, order: 'asc' })
  expect(page.items.map(({ id }) => id)).toEqual(['e0000', 'e0110', 'e0220'])
  expect(page).not.toHaveProperty('next')
  expect(await store.events.list(query, { limit: 2, order: 'asc' })).toMatchObject({ next: expect.any(String) })
})
