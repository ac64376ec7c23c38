/** Any query of any timeline, whatever was edited since it was loaded, answers what a naive model answers: a filter over an array. */

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { Arbitrary } from 'fast-check'
import { canonicalJson } from '../../../lambdas/domain/canonical-json.ts'
import {
  type Contents,
  DIMENSIONS,
  type Dimension,
  type Event,
  facetsOf,
  recurrenceKeyOf,
  significancesFrom,
} from '../../../lambdas/domain/event.ts'
import { instantOf } from '../../../lambdas/domain/time-zone.ts'
import { API } from '../../../lambdas/endpoints/api/index.ts'
import { type HttpLambda, pipeline } from '../../../lambdas/http/pipeline.ts'
import type { ApiServices } from '../../../lambdas/http/services.ts'
import type { EventQuery } from '../../../lambdas/store/event-store.ts'
import { TEST_ENGINE } from '../../support/engine.ts'
import fc from '../../support/fast-check.ts'
import { aContext, anHttpEvent } from '../../support/http-event.ts'
import {
  inOrder,
  limits,
  meant,
  orders,
  pagesOf,
  points,
  randomEvents,
  randomFacets,
  timelines,
  VALUES,
} from '../../support/random-timelines.ts'
import { discrepancies } from '../../support/store-checker.ts'
import { cases } from '../../support/thorough.ts'
import { startTimelineStore, type TimelineStore } from '../../support/timeline-store.ts'

/** Amazon's engine of 2020 is slower. */
const [TIMELINES, MOST_EDITS] = TEST_ENGINE === 'dynamodb-local' ? [6, 5] : [cases(4, 40), 15]
/** Of each timeline, 2,200 in all: lists of events; and of each other kind a few. */
const LISTS = 55
const OTHERS = 6
/** More than any timeline has, edits included. */
const MOST_EVENTS = 200

jest.setTimeout(240_000)

let store: TimelineStore
beforeAll(async () => {
  store = await startTimelineStore()
})
afterAll(() => store.stop())

/** Over HTTP, as it is asked. */
function anApi(): HttpLambda {
  return pipeline(API, { events: store.events } as ApiServices, {
    publicUrl: 'https://annals.example',
    build: 'b1',
    now: () => '2026-12-01T00:00:00Z',
  })
}

type Query = Record<string, string | number | readonly string[] | undefined>

function addressOf(path: string, query: Query): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const each of [value ?? []].flat()) parameters.append(name, String(each))
  return `${path}?${parameters}`
}

// biome-ignore lint/suspicious/noExplicitAny: lists of all kinds are walked
type Body = any

/** What every page answers, from the first one on, as long as there is a next. */
async function walk(api: HttpLambda, path: string, query: Query): Promise<Body[]> {
  const pages: Body[] = []
  let cursor: string | undefined
  do {
    const target = addressOf(path, { ...query, cursor })
    const { statusCode, body } = await api(anHttpEvent(target), aContext)
    expect([target, statusCode]).toEqual([target, 200])
    pages.push(JSON.parse(body!))
    cursor = pages.at(-1).next ?? undefined
    if (pages.length > MOST_EVENTS) throw new Error(`${target} has more pages than there are events`)
  } while (cursor !== undefined)
  return pages
}

/** The naive model: each event as it is now, or what is left of it. */
type Model = Map<string, { event: Event | null; revision: number; updatedAt: string }>

/** An event is added, replaced or deleted. */
interface Edit {
  event: Event
  /** Which event of the timeline it is about; another one without. */
  which: number | undefined
  isDeletion: boolean
  /** How long after the edit before, in seconds. */
  after: number
}

const edits: Arbitrary<Edit[]> = fc.array(
  fc.record({
    event: randomEvents,
    which: fc.option(fc.nat(), { nil: undefined, freq: 3 }),
    isDeletion: fc.boolean(),
    after: fc.nat(2),
  }),
  { maxLength: MOST_EDITS },
)

const FIRST_EDIT = '2026-06-01T00:00:00Z'

/** The time of each event: events with the same `added` are a second apart, in the order of history. */
function addedAt({ events }: Contents): Map<string, string> {
  const stated = new Map(events.map(({ event, added }) => [event.id, added!]))
  const inHistory = meant(
    events.map(({ event }) => event),
    { facets: {} },
  )
  const sameTime = Map.groupBy(inHistory, ({ id }) => stated.get(id)!)
  return new Map(
    [...sameTime].flatMap(([time, group]) =>
      group.map(({ id }, index): [string, string] => [id, instantOf(Date.parse(time) + index * 1000)]),
    ),
  )
}

/** Loads the store and edits it, and the model alike. */
async function modelOf(contents: Contents, changes: readonly Edit[]): Promise<Model> {
  await store.emptyTables()
  await store.load(contents)
  const added = addedAt(contents)
  const model: Model = new Map(
    contents.events.map(({ event }) => [event.id, { event, revision: 1, updatedAt: added.get(event.id)! }]),
  )
  let at = FIRST_EDIT
  for (const { which, isDeletion, after, ...edit } of changes) {
    at = instantOf(Date.parse(at) + after * 1000)
    const id = which === undefined || model.size === 0 ? edit.event.id : [...model.keys()][which % model.size]!
    const event = isDeletion ? null : { ...edit.event, id }
    const before = model.get(id)
    if (before === undefined && event === null) continue
    const { revision = 0 } = before ?? {}
    await (event === null ? store.writer.delete(id, revision, at) : store.writer.put(event, revision, at))
    // What is there just so stays as it is.
    if (before !== undefined && canonicalJson(before.event) === canonicalJson(event)) continue
    model.set(id, { event, revision: revision + 1, updatedAt: at })
  }
  return model
}

const optional = <T>(arbitrary: Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const filters = fc
  .record({
    from: optional(points),
    to: optional(points),
    facets: randomFacets,
    minSignificance: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 5 })),
  })
  .filter(({ from, to }) => from === undefined || to === undefined || from <= `${to}~`)
const lists = fc.tuple(filters, orders, limits)
const counts = fc.tuple(filters, fc.constantFrom(...DIMENSIONS), limits)
const days = fc.tuple(fc.constantFrom('07-14', '01-01', '02-28', '12-14', '02-29'), orders, limits)
const changes = fc.tuple(
  optional(
    fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-01T00:00:01Z', '2026-06-01T00:00:05Z', '2027-01-01T00:00:00Z'),
  ),
  limits,
)

const some = <T>(arbitrary: Arbitrary<T>, howMany: number) =>
  fc.array(arbitrary, { minLength: howMany, maxLength: howMany })

type Filters = typeof filters extends Arbitrary<infer F> ? F : never

const askedBy = ({ from, to, facets, minSignificance }: Filters): Query => ({ from, to, ...facets, minSignificance })
const queryBy = ({ minSignificance, ...rest }: Filters): EventQuery => ({
  ...rest,
  significance: significancesFrom(minSignificance),
})
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id)

/** How many of the events have each value that any has, in lexical order. */
function tallied(events: readonly Event[], dimension: Dimension): [string, number][] {
  const values = events.flatMap(event => facetsOf(event)[dimension])
  return [...Map.groupBy(values, value => value)]
    .map(([value, { length }]): [string, number] => [value, length])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The counts of a dimension: of the filtered events if there is a filter, otherwise of all events, with every declared value. */
function counted(events: readonly Event[], filters: Filters, dimension: Dimension) {
  const query = queryBy(filters)
  const isTimed = filters.from !== undefined || filters.to !== undefined
  if (isTimed || Object.keys(filters.facets).length > 0 || filters.minSignificance > 1)
    return { counted: 'filtered', values: tallied(meant(events, query), dimension) }
  const all = new Map(tallied(events, dimension))
  return { counted: 'all', values: VALUES[dimension].map((value): [string, number] => [value, all.get(value) ?? 0]) }
}

test('the store agrees with a naive model on lists, counts, days and changes, page by page', async () => {
  const anyTimeline = fc.oneof({ weight: 4, arbitrary: timelines(40) }, { weight: 1, arbitrary: timelines(130) })
  await fc.assert(
    fc.asyncProperty(
      anyTimeline,
      edits,
      fc.record({
        lists: some(lists, LISTS),
        counts: some(counts, OTHERS),
        days: some(days, OTHERS),
        changes: some(changes, OTHERS),
      }),
      async (contents, edited, queries) => {
        const model = await modelOf(contents, edited)
        const events = [...model.values()].flatMap(({ event }) => event ?? [])
        const api = anApi()
        for (const [filters, order, limit] of queries.lists) {
          const query = { ...askedBy(filters), order, limit }
          const pages = await walk(api, '/v1/events', query)
          const expected = ids(inOrder(meant(events, queryBy(filters)), order))
          expect({ query, found: pages.map(({ data }) => ids(data)) }).toEqual({
            query,
            found: pagesOf(expected, limit),
          })
        }
        for (const [filters, dimension, limit] of queries.counts) {
          const query = { ...askedBy(filters), limit }
          const pages = await walk(api, `/v1/facets/${dimension}`, query)
          const expected = counted(events, filters, dimension)
          const found = pages.map(({ data }) => data.map(({ value, events }: Body) => [value, events]))
          expect({ query, found, counted: new Set(pages.map(page => page.counted)) }).toEqual({
            query,
            found: pagesOf(expected.values, limit),
            counted: new Set([expected.counted]),
          })
        }
        for (const [day, order, limit] of queries.days) {
          const pages = await walk(api, `/v1/on-this-day/${day}`, { order, limit })
          const expected = meant(events, { facets: {} }).filter(event => recurrenceKeyOf(event) === day)
          expect({ day, found: pages.map(({ data }) => ids(data)) }).toEqual({
            day,
            found: pagesOf(ids(inOrder(expected, order)), limit),
          })
        }
        for (const [since, limit] of queries.changes) {
          const pages = await walk(api, '/v1/changes', { since, limit })
          const expected = [...model]
            .filter(([, { updatedAt }]) => since === undefined || updatedAt >= since)
            .sort(([a, one], [b, other]) => (`${one.updatedAt}#${a}` < `${other.updatedAt}#${b}` ? -1 : 1))
            .map(([id, { revision, updatedAt, event }]) => [id, revision, updatedAt, event === null])
          const found = pages.map(({ data }) =>
            data.map(({ id, revision, updatedAt, event }: Body) => [id, revision, updatedAt, event === null]),
          )
          expect({ since, found }).toEqual({ since, found: pagesOf(expected, limit) })
        }
        expect(await discrepancies(store)).toEqual([])
      },
    ),
    // A failure names its query; to look for a smaller timeline would take minutes.
    { numRuns: TIMELINES, endOnFailure: true },
  )
})
