/** Writing one event at a time: all of it or nothing, on the revision that the writer saw, whoever else writes. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Event } from '../../../lambdas/domain/event.ts'
import {
  LoadInProgress,
  RevisionConflict,
  StoreUnavailable,
  TooManyChanges,
} from '../../../lambdas/store/event-store.ts'
import { anAuthoredEvent, aTerm, contentsOf } from '../../support/contents.ts'
import { accessUsed, refusal, startTap, type Tap } from '../../support/dynamodb-tap.ts'
import { clientOf } from '../../support/engine.ts'
import { discrepancies } from '../../support/store-checker.ts'
import { dump } from '../../support/store-dump.ts'
import { portsOf, revisionsOf, startTimelineStore, type TimelineStore } from '../../support/timeline-store.ts'

const AT = '2026-07-01T00:00:00Z'
const LATER = '2026-07-02T00:00:00Z'

/** Amazon's engine takes a while to start, and for each answer. */
jest.setTimeout(120_000)

let store: TimelineStore
beforeAll(async () => {
  store = await startTimelineStore()
})
afterAll(() => store.stop())
beforeEach(async () => {
  await store.emptyTables()
  await store.load(contentsOf([]))
})
afterEach(async () => expect(await discrepancies(store)).toEqual([]))

const event = (overrides: Partial<Event> = {}) => anAuthoredEvent({ id: 'e', date: '1997', ...overrides })
const eventOfDay = (overrides: Partial<Event> = {}) => event({ date: '1997-07-14', ...overrides })
const tags = (...ids: string[]) => ids.map(aTerm)
const idsOf = async (category: string) => {
  const page = await store.events.list({ facets: { category: [category] } }, { limit: 100, order: 'asc' })
  return page.items.map(each => each.id)
}
const countOf = async (category: string) =>
  (await store.events.counts('category')).find(({ value }) => value === category)

describe('an event', () => {
  test('that is new can be read at once, and is listed and counted', async () => {
    const before = await store.events.metadata()
    const stored = await store.writer.put(event(), 0, AT)
    expect(stored).toEqual({ ...event(), createdAt: AT, updatedAt: AT, revision: 1 })
    expect(await store.events.event('e')).toEqual(stored)
    expect(await revisionsOf(store, 'e')).toEqual([stored])
    expect(await store.events.counts('year')).toEqual([{ value: '1997', events: 1 }])
    const after = await store.events.metadata()
    expect(after).toMatchObject({ updatedAt: AT, changedAt: AT })
    expect(after?.version).not.toBe(before?.version)
  })

  test('keeps its time of creation, and every revision', async () => {
    const first = await store.writer.put(event(), 0, AT)
    const second = await store.writer.put(event({ significance: 5 }), 1, LATER)
    expect(second).toEqual({ ...event({ significance: 5 }), createdAt: AT, updatedAt: LATER, revision: 2 })
    expect(await revisionsOf(store, 'e')).toEqual([first, second])
  })

  test('that is deleted leaves a tombstone, is in no list and no count, and can be restored', async () => {
    const first = await store.writer.put(event(), 0, AT)
    const tombstone = await store.writer.delete('e', 1, LATER)
    expect(tombstone).toEqual({ id: 'e', deleted: true, createdAt: AT, updatedAt: LATER, revision: 2 })
    expect(await store.events.event('e')).toEqual(tombstone)
    expect(await store.events.list({ facets: {} }, { limit: 1, order: 'asc' })).toEqual({ items: [] })
    expect(await store.events.counts('year')).toEqual([])
    expect((await store.events.changes({ limit: 2, order: 'asc' })).items).toEqual([tombstone])

    const third = await store.writer.put(event(), 2, '2026-07-03T00:00:00Z')
    expect(third).toMatchObject({ createdAt: AT, revision: 3 })
    expect(await revisionsOf(store, 'e')).toEqual([first, tombstone, third])
    expect(await store.events.counts('year')).toEqual([{ value: '1997', events: 1 }])
  })
})

describe('what depends on an event is correct after', () => {
  const year = (date: string, rest: Partial<Event> = {}) => event({ date, ...rest })
  const keptSince = (since: number) => ({ observance: { since, name: { en: 'The Day' } } })
  const many = (letter: string) => Array.from({ length: 12 }, (_, i) => aTerm(`${letter}${i}`))
  const changes: { title: string; before: Event; after: Event; items: number }[] = [
    { title: 'another category', before: eventOfDay(), after: eventOfDay({ category: aTerm('policy') }), items: 13 },
    { title: 'another status', before: eventOfDay(), after: eventOfDay({ status: 'claimed' }), items: 10 },
    { title: 'another weight', before: eventOfDay(), after: eventOfDay({ significance: 5 }), items: 9 },
    { title: 'another day of the year', before: eventOfDay(), after: eventOfDay({ date: '1997-08-15' }), items: 17 },
    {
      title: 'the same day of another year',
      before: eventOfDay(),
      after: eventOfDay({ date: '1998-07-14' }),
      items: 19,
    },
    { title: 'another year', before: year('1997'), after: year('1998'), items: 19 },
    { title: 'a day that turns out to be known', before: year('1997'), after: year('1997-05-02'), items: 16 },
    { title: 'a day that turns out to be unknown', before: eventOfDay(), after: year('1997'), items: 16 },
    {
      title: 'a day that is kept from its first year on',
      before: eventOfDay(),
      after: eventOfDay(keptSince(1998)),
      items: 8,
    },
    {
      title: 'a day that was kept earlier',
      before: eventOfDay(keptSince(2001)),
      after: eventOfDay(keptSince(1990)),
      items: 8,
    },
    { title: 'the first tag', before: year('1997'), after: year('1997', { tags: tags('x') }), items: 9 },
    { title: 'the last tag gone', before: year('1997', { tags: tags('x') }), after: year('1997'), items: 9 },
    {
      title: 'another last day',
      before: year('1997-07-14/1997-09'),
      after: year('1997-07-14/1997-10'),
      items: 8,
    },
    {
      title: 'another day of another year',
      before: eventOfDay(),
      after: eventOfDay({ date: '2001-09-11' }),
      items: 21,
    },
    {
      title: 'everything else',
      before: eventOfDay({ tags: tags('x', 'y'), actors: tags('a'), places: tags('p') }),
      after: eventOfDay({ date: '2001', tags: tags('y', 'z'), actors: tags('b'), places: [], status: 'claimed' }),
      items: 34,
    },
    {
      title: 'all of very many values',
      before: eventOfDay({ tags: many('a') }),
      after: eventOfDay({ tags: many('b') }),
      items: 55,
    },
  ]
  test.each(changes)('$title', async ({ before, after, items }) => {
    await store.load(contentsOf([before]))
    const tap = await startTap(store.endpoint, { names: store.tables })
    const client = clientOf(tap.endpoint)
    const { writer } = portsOf(client, store.tables)
    const stored = await writer.put(after, 1, AT)
    client.destroy()
    await tap.stop()

    expect(stored).toMatchObject({ ...after, revision: 2 })
    expect(tap.calls.map(call => call.action)).toEqual(['GetItem', 'TransactWriteItems'])
    expect(tap.calls[1]!.request.TransactItems).toHaveLength(items)
    expect(await discrepancies(store)).toEqual([])
    await store.writer.delete('e', 2, LATER)
  })

  test('its day of the year is listed until it is deleted', async () => {
    const stored = await store.writer.put(eventOfDay(), 0, AT)
    expect((await store.events.recurring('07-14', { limit: 1, order: 'asc' })).items).toEqual([stored])
    await store.writer.delete(stored.id, 1, LATER)
    expect(await store.events.counts('recurrence')).toEqual([])
  })

  test('it is correct even when a change is too large for one transaction: nothing is written', async () => {
    const values = (letter: string) => ({
      tags: many(`${letter}t`),
      actors: many(`${letter}a`),
      places: many(`${letter}p`),
    })
    await store.load(contentsOf([eventOfDay(values('x'))]))
    const before = await dump(store)
    const put = store.writer.put(eventOfDay(values('y')), 1, AT)
    await expect(put).rejects.toThrow(TooManyChanges)
    await expect(put).rejects.toThrow(/The change of event e needs 151 writes, .* in two steps$/)
    expect(await dump(store)).toEqual(before)
  })

  test('has the names that the event came with', async () => {
    await store.writer.put(event({ date: '1997', category: aTerm('x') }), 0, AT)
    expect(await countOf('x')).toEqual({ value: 'x', events: 1, name: aTerm('x').name })
  })
})

describe('a writer that saw another revision', () => {
  beforeEach(() => store.writer.put(event(), 0, AT))

  test.each<[string, () => Promise<unknown>]>([
    ['takes it for new', () => store.writer.put(event(), 0, LATER)],
    ['is ahead', () => store.writer.put(event(), 2, LATER)],
    ['knows one that never was', () => store.writer.put(event({ id: 'never' }), 1, LATER)],
    ['deletes one that never was', () => store.writer.delete('never', 1, LATER)],
    ['deletes what it takes for new', () => store.writer.delete('never', 0, LATER)],
    ['deletes an older one', () => store.writer.delete('e', 2, LATER)],
  ])('%s: is refused, and nothing is written', async (_, write) => {
    const before = await dump(store)
    await expect(write()).rejects.toThrow(RevisionConflict)
    expect(await dump(store)).toEqual(before)
  })

  test('takes it for new after it was deleted: is refused', async () => {
    await store.writer.delete('e', 1, LATER)
    await expect(store.writer.put(event(), 0, LATER)).rejects.toThrow(RevisionConflict)
  })
})

describe('concurrent writers', () => {
  test('of one event: exactly one succeeds', async () => {
    await store.writer.put(event(), 0, AT)
    const writes = [1, 2, 4, 5].map(significance => store.writer.put(event({ significance }), 1, LATER))
    const results = await Promise.allSettled([...writes, store.writer.delete('e', 1, LATER)])
    const refused = results.filter(result => result.status === 'rejected').map(result => result.reason)
    expect(refused).toHaveLength(4)
    for (const reason of refused) expect(reason).toBeInstanceOf(RevisionConflict)
    expect((await store.events.event('e'))?.revision).toBe(2)
    expect(await revisionsOf(store, 'e')).toHaveLength(2)
  })

  test('of one facet value: all succeed, and it counts them all', async () => {
    const all = Array.from({ length: 8 }, (_, i) => event({ id: `e${i}`, date: '1997', category: aTerm('x') }))
    await Promise.all(all.map(each => store.writer.put(each, 0, AT)))
    expect(await countOf('x')).toMatchObject({ events: 8 })
    expect(await idsOf('x')).toEqual(all.map(each => each.id))
    await Promise.all(all.map(each => store.writer.put({ ...each, category: aTerm('y') }, 1, LATER)))
    expect(await countOf('x')).toMatchObject({ events: 0 })
    expect(await countOf('y')).toMatchObject({ events: 8 })
  })
})

test('a writer whose clock is behind does not decrease the times of the timeline', async () => {
  await store.writer.put(event(), 0, LATER)
  const { version } = (await store.events.metadata())!
  const stored = await store.writer.put(event({ id: 'behind' }), 0, AT)
  expect(stored).toMatchObject({ createdAt: AT, updatedAt: AT })
  const head = (await store.events.metadata())!
  expect(head).toMatchObject({ updatedAt: LATER, changedAt: LATER })
  expect(head.version).not.toBe(version)
})

describe('when DynamoDB cancels the transaction', () => {
  let tap: Tap
  let client: ReturnType<typeof clientOf>
  beforeEach(async () => {
    tap = await startTap(store.endpoint, { names: store.tables })
    client = clientOf(tap.endpoint)
  })
  afterEach(async () => {
    client.destroy()
    await tap.stop()
  })

  const cancelled = (code: string, items: number) => {
    const answer = refusal('TransactionCanceledException')
    const reasons = Array.from({ length: items }, (_, i) => ({ Code: i === items - 1 ? code : 'None' }))
    return { ...answer, body: { ...answer.body, CancellationReasons: reasons } }
  }
  const cancelling = (code: string, times: number) => {
    let left = times
    tap.reset(async (call, forward) =>
      call.action === 'TransactWriteItems' && left-- > 0
        ? cancelled(code, call.request.TransactItems.length)
        : forward(),
    )
  }

  test('because of another transaction, it is tried again', async () => {
    cancelling('TransactionConflict', 3)
    await portsOf(client, store.tables).writer.put(event(), 0, AT)
    expect(tap.calls.map(call => call.action)).toEqual(Array(4).fill(['GetItem', 'TransactWriteItems']).flat())
    expect((await store.events.event('e'))?.revision).toBe(1)
  })

  test('for that reason every time, the writer gets an error in the end', async () => {
    cancelling('TransactionConflict', 10)
    const put = portsOf(client, store.tables).writer.put(event(), 0, AT)
    await expect(put).rejects.toThrow('The write conflicted with others 10 times')
    await expect(put).rejects.toBeInstanceOf(StoreUnavailable)
    expect(await store.events.event('e')).toBeUndefined()
  })

  test('for another reason, the writer gets an error at once', async () => {
    cancelling('ItemCollectionSizeLimitExceeded', 1)
    await expect(portsOf(client, store.tables).writer.put(event(), 0, AT)).rejects.toThrow('refused by the test')
    expect(tap.calls).toHaveLength(2)
  })

  test('and the answer is lost, the write is not done twice', async () => {
    let lost = false
    tap.reset(async (call, forward) => {
      const answer = await forward()
      if (call.action !== 'TransactWriteItems' || lost) return answer
      lost = true
      return undefined
    })
    const stored = await portsOf(client, store.tables).writer.put(event(), 0, AT)
    expect(stored.revision).toBe(1)
    expect(await store.events.counts('year')).toEqual([{ value: '1997', events: 1 }])
  })

  test('a write uses the actions that are granted to the editor, and nothing else', async () => {
    const { writer } = portsOf(client, store.tables)
    await writer.put(event({ date: '1997' }), 0, AT)
    await writer.delete('e', 1, LATER)
    expect(accessUsed(tap.calls)).toEqual([
      'events:DeleteItem',
      'events:GetItem',
      'events:PutItem',
      'events:UpdateItem',
    ])
  })
})

test('while the folder is being loaded, nothing else is written', async () => {
  const tap = await startTap(store.endpoint, { names: store.tables })
  const client = clientOf(tap.endpoint)
  const refused: unknown[] = []
  tap.reset(async (call, forward) => {
    if (call.action === 'BatchWriteItem')
      refused.push(await store.writer.put(event({ id: 'meanwhile' }), 0, AT).catch(error => error))
    return forward()
  })
  await portsOf(client, store.tables).load(contentsOf([event()]))
  client.destroy()
  await tap.stop()
  expect(refused.length).toBeGreaterThan(2)
  for (const reason of refused) expect(reason).toBeInstanceOf(LoadInProgress)
  expect(await store.events.event('meanwhile')).toBeUndefined()

  await store.writer.put(event({ id: 'after' }), 0, AT)
  expect(await store.events.event('after')).toMatchObject({ revision: 1 })
})
