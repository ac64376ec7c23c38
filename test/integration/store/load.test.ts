/** The bulk load: brings the store to what the folder says, writes nothing that is right already, and may die at any call. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { readContents } from '../../../lambdas/data/read-contents.ts'
import type { Contents, DatedEvent, Event } from '../../../lambdas/domain/event.ts'
import { JOBS } from '../../../lambdas/jobs/jobs.ts'
import { digestOf } from '../../../lambdas/store/dynamodb/items.ts'
import type { LoadReport } from '../../../lambdas/store/dynamodb/load.ts'
import { METADATA_KEY } from '../../../lambdas/store/tables.ts'
import { LOCAL_CLIENT } from '../../../lib/local/engine-process.ts'
import { dataLoad } from '../../../lib/local/jobs.ts'
import { anAuthoredEvent, aTerm, contentsOf, dated } from '../../support/contents.ts'
import { DATA_FOLDER } from '../../support/data-folder.ts'
import { accessUsed, type Call, type Intercept, refusal, startTap, type Tap } from '../../support/dynamodb-tap.ts'
import { clientOf } from '../../support/engine.ts'
import { discrepancies } from '../../support/store-checker.ts'
import { allItems, dump } from '../../support/store-dump.ts'
import { cases, THOROUGH } from '../../support/thorough.ts'
import { portsOf, revisionsOf, startTimelineStore, type TimelineStore } from '../../support/timeline-store.ts'
import { inFolder, VALID } from '../../unit/data/folder.ts'

/** Some tests load again for each call that a load makes; on Amazon's engine that takes a while. */
jest.setTimeout(120_000)

const LATER = '2026-07-01T00:00:00Z'

let store: TimelineStore
let tap: Tap
let tapped: DynamoDBClient
beforeAll(async () => {
  store = await startTimelineStore()
  tap = await startTap(store.endpoint, { names: store.tables })
})
afterAll(async () => {
  await tap.stop()
  await store.stop()
})
beforeEach(async () => {
  await store.emptyTables()
  tapped = clientOf(tap.endpoint)
})
afterEach(async () => {
  tapped.destroy()
  expect(await discrepancies(store)).toEqual([])
})

const event = (id: string, overrides: Partial<Event> = {}) => anAuthoredEvent({ id, ...overrides })
const report = (overrides: Partial<LoadReport> = {}): LoadReport => ({
  written: 0,
  deleted: 0,
  unchanged: 0,
  kept: [],
  conflicts: [],
  ...overrides,
})

/** Loads through the tap, and tells of the calls. */
async function tappedLoad(contents: Contents, intercept?: Intercept, at = LATER): Promise<Call[]> {
  tap.reset(intercept)
  await portsOf(tapped, store.tables).load(contents, at)
  return tap.calls
}
const isWrite = (call: Call) => !/:(GetItem|BatchGetItem|Query)$/.test(call.access.join())

/** A folder that exercises all that a load does. */
const folder = () =>
  contentsOf(
    [
      event('a', { tags: [aTerm('x'), aTerm('y')], places: [aTerm('seoul')] }),
      event('b', { date: '1998-02', tags: [aTerm('x')] }),
      event('c', { date: '2001' }),
    ],
    {
      series: [
        { id: 'arrivals', title: { en: 'Arrivals' }, description: { en: 'All' }, unit: aTerm('people'), points: [] },
      ],
    },
  )

describe('a second load of the same folder', () => {
  test('reads the metadata, and does nothing', async () => {
    await store.load(folder())
    const before = await dump(store)
    expect(await store.load(folder(), LATER)).toEqual(report({ unchanged: 3 }))
    expect((await tappedLoad(folder())).map(call => call.access)).toEqual([['events:GetItem']])
    expect(await dump(store)).toEqual(before)
  })

  test('of which only the settings changed writes the metadata alone', async () => {
    await store.load(folder())
    const { timeline, ...rest } = folder()
    const calls = await tappedLoad({ ...rest, timeline: { ...timeline, leapDay: 'skip' } })
    expect(calls.filter(isWrite).map(call => call.access)).toEqual([['events:UpdateItem'], ['events:UpdateItem']])
    expect((await store.events.event('a'))?.revision).toBe(1)
  })

  test('into another store gives the same store, item for item, at any time', async () => {
    const contents = THOROUGH ? await readContents(DATA_FOLDER) : folder()
    await store.load(contents, '2027-06-01T00:00:00Z')
    const one = await dump(store, ['changedAt', 'generation'])
    await store.emptyTables()
    await store.load(contents, '2028-06-01T00:00:00Z')
    expect(await dump(store, ['changedAt', 'generation'])).toEqual(one)
    expect(await discrepancies(store)).toEqual([])
  })
})

test('a load of another timeline is refused before it deletes the events of this one', async () => {
  await store.load(folder())
  const before = await dump(store)
  const { timeline, ...rest } = folder()
  const other = { ...rest, timeline: { ...timeline, namespace: '99999999-c56e-40c1-a089-98cda4479cb6' } }
  await expect(store.load(other, LATER)).rejects.toThrow(
    /^Nothing was loaded: the store contains another timeline, ".+" of namespace 11752705-\S+, and timeline\.yaml has namespace 99999999-\S+$/,
  )
  expect(await dump(store)).toEqual(before)
})

describe('an event', () => {
  test('that is added, changed or removed in the folder is so in the store, and the others stay', async () => {
    await store.load(folder())
    const { events, ...rest } = folder()
    const [a, b] = events as [DatedEvent, DatedEvent]
    const changed = { ...b, event: { ...b.event, date: '1998-03', tags: [aTerm('z')], category: aTerm('policy') } }
    const next = contentsOf([a, changed, event('d', { date: '2002' })], { series: rest.series })
    expect(await store.load(next, LATER)).toEqual(report({ written: 2, deleted: 1, unchanged: 1 }))
    expect(await store.events.event('a')).toMatchObject({ revision: 1, updatedAt: '2026-01-01T00:00:00Z' })
    expect(await store.events.event('b')).toMatchObject({
      ...changed.event,
      revision: 2,
      updatedAt: '2026-06-30T23:59:59Z',
    })
    expect(await store.events.event('c')).toMatchObject({ deleted: true, revision: 2, updatedAt: LATER })
    expect(await store.events.event('d')).toMatchObject({ revision: 1, createdAt: LATER, updatedAt: LATER })
    expect((await store.events.metadata())?.updatedAt).toBe(LATER)
    expect(await store.events.counts('year')).toEqual([
      { value: '1997', events: 1 },
      { value: '1998', events: 1 },
      { value: '2002', events: 1 },
    ])
  })

  test('that is restored continues with the revision of its tombstone', async () => {
    await store.load(contentsOf([event('a')]))
    await store.load(contentsOf([]), '2026-06-02T00:00:00Z')
    expect(await store.load(contentsOf([event('a')]), LATER)).toEqual(report({ written: 1 }))
    expect(await revisionsOf(store, 'a')).toMatchObject([
      { revision: 1, title: event('a').title },
      { revision: 2, deleted: true },
      { revision: 3, title: event('a').title, createdAt: '2026-01-01T00:00:00Z', updatedAt: LATER },
    ])
  })

  test('has the times that the folder states', async () => {
    const added = '2026-02-01T00:00:00Z'
    const corrected = '2026-03-01T00:00:00Z'
    await store.load(contentsOf([dated(event('a'), { added }), dated(event('b'), { added, corrected })]))
    expect(await store.events.event('a')).toMatchObject({ createdAt: added, updatedAt: added })
    expect(await store.events.event('b')).toMatchObject({
      createdAt: '2026-02-01T00:00:01Z',
      updatedAt: corrected,
    })
  })

  test('is the next revision of all that have a tag when the tag is renamed, and of no other', async () => {
    await store.load(folder())
    const renamed = { id: 'x', name: { en: 'Another name' } }
    const { events, ...rest } = folder()
    const tagged = events.map(each => ({
      ...each,
      event: { ...each.event, tags: each.event.tags.map(tag => (tag.id === 'x' ? renamed : tag)) },
    }))
    const contents = { ...rest, tags: [renamed, aTerm('y')], events: tagged }
    expect(await store.load(contents, LATER)).toEqual(report({ written: 2, unchanged: 1 }))
    expect((await store.events.counts('tag'))[0]).toEqual({ value: 'x', events: 2, name: renamed.name })
    expect(await store.events.event('b')).toMatchObject({ revision: 2, tags: [renamed] })
  })
})

describe('a store of another layout', () => {
  /** Writes the items of the store as an older version would have, without the entries that it did not know. */
  async function asLayout3(events: readonly Event[]): Promise<void> {
    const { client, tables } = store.connection
    const older = new Map([...events, null].map(each => [digestOf(each), digestOf(each, 3)]))
    for (const item of await allItems(store.client, tables.events)) {
      const { pk, sk, digest, loaded } = item
      const Key = { pk, sk }
      if (pk.startsWith('FACET#span#')) await client.send(new DeleteCommand({ TableName: tables.events, Key }))
      if (sk !== 'CURRENT' || !pk.startsWith('EVENT#')) continue
      const old = { ...item, digest: older.get(digest), ...(loaded && { loaded: older.get(loaded) }) }
      await client.send(new PutCommand({ TableName: tables.events, Item: old }))
    }
    const UpdateExpression = 'SET #layout = :layout, loaded = :other'
    const ExpressionAttributeValues = { ':layout': 3, ':other': 'of layout 3' }
    const ExpressionAttributeNames = { '#layout': 'layout' }
    await client.send(
      new UpdateCommand({
        TableName: tables.events,
        Key: METADATA_KEY,
        UpdateExpression,
        ExpressionAttributeNames,
        ExpressionAttributeValues,
      }),
    )
  }

  test.each(['', 'after a load of it was interrupted'])(
    'is converted, with revisions and edits as they were %s',
    async interrupted => {
      const edited = event('a', { significance: 1 })
      await store.load(folder())
      await store.writer.put(edited, 1, '2026-06-02T00:00:00Z')
      await store.writer.put(event('own', { date: '1997/1999' }), 0, '2026-06-03T00:00:00Z')
      const events = async () => (await dump(store)).filter(line => line.includes('"pk":"EVENT#'))
      const before = await events()
      const contents = folder()
      await asLayout3([...contents.events.map(each => each.event), edited, event('own', { date: '1997/1999' })])

      if (interrupted) {
        const stop: Intercept = async (call, forward) =>
          JSON.stringify(call.request).includes('#layout') ? refusal('ValidationException') : forward()
        await expect(tappedLoad(contents, stop)).rejects.toThrow()
        tap.reset()
      }
      expect(await store.load(contents, LATER)).toEqual(report({ converted: 4, unchanged: 2, kept: ['a'] }))
      expect(await events()).toEqual(before)
    },
  )

  test('is named by annals start, with what is kept', () =>
    inFolder(VALID, async dataFolder => {
      const lines: string[] = []
      const config = { dynamoDB: { ...LOCAL_CLIENT, endpoint: store.endpoint }, tables: store.tables, build: '1' }
      const load = dataLoad({ ...config, dataFolder, now: () => LATER }, line => lines.push(line))
      await load()
      await asLayout3((await readContents(dataFolder)).events.map(each => each.event))
      lines.length = 0
      await load()
      expect(lines).toEqual([
        'Store      of another version of Annals: 2 events converted; revisions, edits and highlights are kept',
        'Data       0 events written, 0 deleted, 2 unchanged',
      ])
    }))
})

describe('an editor’s change', () => {
  const edited = { significance: 5 }
  // Of a year alone: with what a day has besides, its deletion is more than a transaction of Amazon's engine of 2020 holds.
  const b = event('b', { date: '1997' })
  beforeEach(async () => {
    await store.load(contentsOf([event('a'), b]))
    await store.writer.put(event('a', edited), 1, '2026-06-02T00:00:00Z')
  })

  test('stays when the folder changes elsewhere', async () => {
    const next = contentsOf([event('a'), { ...b, significance: 1 }])
    expect(await store.load(next, LATER)).toEqual(report({ written: 1, kept: ['a'] }))
    expect(await store.events.event('a')).toMatchObject({ ...edited, revision: 2 })
  })

  test('stays when the folder changes the same event, and is reported', async () => {
    const next = contentsOf([event('a', { significance: 1 }), b])
    expect(await store.load(next, LATER)).toEqual(report({ unchanged: 1, conflicts: ['a'] }))
    expect(await store.events.event('a')).toMatchObject({ ...edited, revision: 2 })
  })

  test('stays when the event is removed from the folder, and is reported', async () => {
    expect(await store.load(contentsOf([b]), LATER)).toEqual(report({ unchanged: 1, conflicts: ['a'] }))
    expect(await store.events.event('a')).toMatchObject(edited)
  })

  test('is no conflict once the folder says the same, and the folder leads again', async () => {
    const agreed = contentsOf([event('a', edited), b])
    expect(await store.load(agreed, LATER)).toEqual(report({ written: 1, unchanged: 1 }))
    expect(await store.events.event('a')).toMatchObject({ revision: 2, updatedAt: '2026-06-02T00:00:00Z' })
    const next = contentsOf([event('a', { significance: 1 }), b])
    expect(await store.load(next, LATER)).toEqual(report({ written: 1, unchanged: 1 }))
    expect(await store.events.event('a')).toMatchObject({ significance: 1, revision: 3 })
  })

  test('that adds or deletes an event stays as well', async () => {
    await store.writer.put(event('own', { date: '1997' }), 0, '2026-06-02T00:00:00Z')
    await store.writer.delete('b', 1, '2026-06-02T00:00:00Z')
    const next = contentsOf([event('a'), b, event('c')])
    expect(await store.load(next, LATER)).toEqual(report({ written: 1, kept: ['a', 'b'] }))
    expect(await store.events.event('own')).toMatchObject({ revision: 1 })
    expect(await store.events.event('b')).toMatchObject({ deleted: true })
  })
})

describe('during a load', () => {
  const many = contentsOf(
    Array.from({ length: 130 }, (_, i) =>
      event(`e${i}`, { date: String(1900 + i), tags: [aTerm(`t${i % 7}`), aTerm('all')] }),
    ),
  )

  test('progress is reported, and only granted actions are used', async () => {
    const calls = await tappedLoad(many)
    expect(accessUsed(calls)).toEqual([...JOBS.loader.access].sort())
    expect(Math.max(...calls.map(call => call.request.RequestItems?.[store.tables.events]?.length ?? 0))).toBe(25)
  })

  test('unprocessed items are written anyway', async () => {
    let handedBack = 0
    await tappedLoad(many, async (call, forward) => {
      const requests = call.request.RequestItems?.[store.tables.events]
      if (!requests || requests.length < 2 || call.number % 3 !== 0) return forward()
      handedBack++
      const UnprocessedItems = { [store.tables.events]: requests.splice(requests.length / 2) }
      const answer = await forward()
      return { ...answer, body: { ...answer.body, UnprocessedItems } }
    })
    expect(handedBack).toBeGreaterThan(5)
    expect((await store.events.events(many.events.map(each => each.event.id))).size).toBe(130)
  })

  test('a truncated page of summaries is continued', async () => {
    await store.load(many)
    await tappedLoad(contentsOf([]), async (call, forward) => {
      if (call.action === 'Query') call.request.Limit = 7
      return forward()
    })
    expect(await store.events.list({ facets: {} }, { limit: 1, order: 'asc' })).toEqual({ items: [] })
    expect(tap.calls.filter(call => call.access[0] === 'events/byChange:Query').length).toBe(Math.ceil(131 / 7))
  })
})

describe('a load that dies', () => {
  const UNTOUCHED = ['changedAt', 'sequence']
  const earlier = folder()
  const later = contentsOf(
    [
      event('a', { date: '1997-08-15', tags: [aTerm('y'), aTerm('z')] }),
      event('c', { date: '2001' }),
      event('d', { date: '2002', tags: [aTerm('w')] }),
    ],
    {
      series: [
        { id: 'others', title: { en: 'Others' }, description: { en: 'All' }, unit: aTerm('people'), points: [] },
      ],
    },
  )
  /** Every call from the n-th on fails, as if there were no process any more. */
  const dyingAt =
    (n: number): Intercept =>
    async (call, forward) =>
      call.number < n ? forward() : refusal('ValidationException')

  /**
   * Loads `later` over `earlier` once for each call there is – on every change for each eighth –, dying before it, and then does `next`. These folders are so small that one call
   * follows the other: dying after a call is dying before the next.
   */
  async function atEveryCall(next: () => Promise<void>): Promise<void> {
    await store.load(earlier)
    const calls = (await tappedLoad(later)).length
    for (let n = 1; n <= calls; n += cases(8, 1)) {
      await store.emptyTables()
      await store.load(earlier)
      await expect(tappedLoad(later, dyingAt(n))).rejects.toThrow('refused by the test')
      await next()
      expect({ n, wrong: await discrepancies(store) }).toEqual({ n, wrong: [] })
    }
  }

  test('at any call, and is repeated, gives the same as an undisturbed one', async () => {
    await store.load(earlier)
    await store.load(later, LATER)
    const undisturbed = await dump(store, UNTOUCHED)
    await store.emptyTables()
    await atEveryCall(async () => {
      await store.load(later, LATER)
      expect(await dump(store, UNTOUCHED)).toEqual(undisturbed)
    })
  })

  test('at any call, and is followed by another folder, leaves no trace for readers', async () => {
    await atEveryCall(() => store.load(earlier, LATER).then(() => {}))
  })
})
