/** Reading what is not listed by time: metadata, single events, changes, counts and series. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Contents, Series } from '../../../lambdas/domain/event.ts'
import { anAuthoredEvent, aTerm, contentsOf, dated } from '../../support/contents.ts'
import { startTap } from '../../support/dynamodb-tap.ts'
import { clientOf } from '../../support/engine.ts'
import { aTimeline } from '../../support/events.ts'
import {
  allPages,
  LOADED_AT,
  portsOf,
  revisionsOf,
  startTimelineStore,
  type TimelineStore,
} from '../../support/timeline-store.ts'

/** Amazon's engine takes a while to start, and for each answer. */
jest.setTimeout(120_000)

let store: TimelineStore
beforeAll(async () => {
  store = await startTimelineStore()
})
afterAll(() => store.stop())
beforeEach(() => store.emptyTables())

const event = (id: string, date: string, overrides = {}) => anAuthoredEvent({ id, date, ...overrides })
const ids = (events: readonly { id: string }[]) => events.map(each => each.id)

test('related events lead to each other, whichever names the other, until the name is gone', async () => {
  await store.load(
    contentsOf([event('b', '1998', { related: ['c'] }), event('a', '1997', { related: ['c'] }), event('c', '1999')]),
  )
  expect(await store.events.relatedTo('c')).toEqual(['a', 'b'])
  expect(await store.events.relatedTo('a')).toEqual([])
  await store.load(contentsOf([event('a', '1997'), event('b', '1998', { related: ['c'] }), event('c', '1999')]))
  expect(await store.events.relatedTo('c')).toEqual(['b'])
  await store.writer.delete('b', 1, '2026-03-01T00:00:00Z')
  expect(await store.events.relatedTo('c')).toEqual([])
})

describe('the metadata', () => {
  /** The metadata at every call of a load. */
  async function headsDuring(contents: Contents) {
    const tap = await startTap(store.endpoint, { names: store.tables })
    const client = clientOf(tap.endpoint)
    const heads: unknown[] = []
    tap.reset(async (_, forward) => {
      heads.push(await store.events.metadata())
      return forward()
    })
    await portsOf(client, store.tables).load(contents)
    client.destroy()
    await tap.stop()
    return heads
  }

  test('is absent before and during the first load', async () => {
    const heads = await headsDuring(contentsOf([event('e', '1997')]))
    expect(heads.length).toBeGreaterThan(5)
    expect(new Set(heads)).toEqual(new Set([undefined]))
  })

  test('has the settings, and the times of the latest change and of the load', async () => {
    const corrected = '2026-02-03T00:00:00Z'
    await store.load(contentsOf([dated(event('e', '1997'), { corrected }), event('f', '1998')]))
    expect(await store.events.metadata()).toEqual({
      timeline: aTimeline(),
      version: expect.stringMatching(/^1-[\w-]{12}$/),
      updatedAt: corrected,
      changedAt: LOADED_AT,
      generation: expect.stringContaining(LOADED_AT),
    })
  })

  test('of a timeline without events states when it was published', async () => {
    await store.load(contentsOf([]))
    expect(await store.events.metadata()).toMatchObject({ updatedAt: aTimeline().published })
  })

  test('stays the same during a later load, and changes with its end', async () => {
    await store.load(contentsOf([event('e', '1997')]))
    const before = await store.events.metadata()
    const heads = await headsDuring(contentsOf([event('e', '1998')], { timeline: aTimeline({ leapDay: 'skip' }) }))
    expect(heads.length).toBeGreaterThan(5)
    for (const head of heads) expect(head).toEqual(before)
    const after = await store.events.metadata()
    expect(after?.version).not.toBe(before?.version)
    expect(after?.timeline.leapDay).toBe('skip')
  })

  test('has another version in another table with as many changes', async () => {
    await store.load(contentsOf([event('e', '1997')]))
    const one = await store.events.metadata()
    await store.emptyTables()
    await store.load(contentsOf([event('e', '1998')]))
    expect((await store.events.metadata())?.version).not.toBe(one?.version)
  })
})

describe('single events', () => {
  test('many are found at once, without deleted and unknown ones', async () => {
    const all = Array.from({ length: 230 }, (_, i) => `e${i}`)
    await store.load(contentsOf(all.map(id => event(id, '1997'))))
    await store.writer.delete('e7', 1, LOADED_AT)
    const found = await store.events.events([...all, 'never', 'e1', 'e1'])
    expect([...found.keys()].sort()).toEqual(all.filter(id => id !== 'e7').sort())
    expect(found.get('e200')).toEqual(await store.events.event('e200'))
    expect(await store.events.events([])).toEqual(new Map())
  })

  test('an unknown one is undefined, and has no revisions', async () => {
    await store.load(contentsOf([]))
    expect(await store.events.event('never')).toBeUndefined()
    expect(await revisionsOf(store, 'never')).toEqual([])
  })

  test('the revisions of one exclude those of another whose id begins the same', async () => {
    await store.load(contentsOf([event('act', '1997'), event('act-2', '1998')]))
    expect(await revisionsOf(store, 'act')).toEqual([await store.events.event('act')])
  })
})

test('changes come by the time of the change, in either direction, with deletions', async () => {
  await store.load(
    contentsOf([
      event('c', '1997'),
      dated(event('b', '1998'), { corrected: '2026-02-02T00:00:00Z' }),
      event('a', '1999'),
      dated(event('d', '2000'), { added: '2026-02-01T00:00:00Z' }),
    ]),
  )
  const tombstone = await store.writer.delete('a', 1, '2026-03-01T00:00:00Z')
  for (const limit of [1, 2, 3, 4]) {
    const asc = await allPages(page => store.events.changes({ ...page, order: 'asc' }), limit)
    const desc = await allPages(page => store.events.changes({ ...page, order: 'desc' }), limit)
    expect(ids(asc.flat())).toEqual(['c', 'd', 'b', 'a'])
    expect(ids(desc.flat())).toEqual(['a', 'b', 'd', 'c'])
    expect([asc.length, desc.length]).toEqual([Math.ceil(4 / limit), Math.ceil(4 / limit)])
    expect(asc.flat().at(-1)).toEqual(tombstone)
  }
  expect(tombstone).toEqual({
    id: 'a',
    deleted: true,
    createdAt: '2026-01-01T00:00:02Z',
    updatedAt: '2026-03-01T00:00:00Z',
    revision: 2,
  })
})

describe('counts', () => {
  test('of years and recurrences are those with events, within the requested bounds', async () => {
    await store.load(
      contentsOf([
        event('a', '1997-07-14'),
        event('b', '1998-07-14'),
        event('c', '1998-07'),
        event('d', '2001'),
        event('e', '2001-12-31/2002'),
      ]),
    )
    const count = (value: string, events: number) => ({ value, events })
    expect(await store.events.counts('year')).toEqual([count('1997', 1), count('1998', 2), count('2001', 2)])
    expect(await store.events.counts('year', '1998')).toEqual([count('1998', 2), count('2001', 2)])
    expect(await store.events.counts('year', undefined, '2000')).toEqual([count('1997', 1), count('1998', 2)])
    expect(await store.events.counts('year', '1998', '1998')).toEqual([count('1998', 2)])
    expect(await store.events.counts('year', '1999', '2000')).toEqual([])
    expect(await store.events.counts('year', '2002', '1997')).toEqual([])
    expect(await store.events.counts('recurrence')).toEqual([count('07', 1), count('07-14', 2), count('12-31', 1)])
    expect(await store.events.counts('recurrence', '07-01', '07-31')).toEqual([count('07-14', 2)])
  })

  test('of years, months and days are by category', async () => {
    await store.load(
      contentsOf([
        event('a', '1997-07-14'),
        event('b', '1997-07-14'),
        event('c', '1997-07', { category: aTerm('policy') }),
        event('d', '2001'),
      ]),
    )
    await store.writer.delete('b', 1, LOADED_AT)
    const { calendar } = store.events
    const all = { from: '1997-01-01', to: '2001-12-31' }
    expect(await calendar('year', all)).toEqual([
      { period: '1997', categories: { law: 1, policy: 1 } },
      { period: '2001', categories: { law: 1 } },
    ])
    expect(await calendar('month', { from: '1997-07-01', to: '1997-12-31' })).toEqual([
      { period: '1997-07', categories: { law: 1, policy: 1 } },
    ])
    expect(await calendar('day', { from: '1997-07-02', to: '1997-07-31' })).toEqual([
      { period: '1997-07-14', categories: { law: 1 } },
    ])
  })

  test('of facets have names, and include unused and undeclared values', async () => {
    const seoul = { ...aTerm('seoul'), country: 'KR' }
    await store.load(
      contentsOf([event('a', '1997', { tags: [aTerm('x'), aTerm('y')] }), event('b', '1998', { tags: [aTerm('x')] })], {
        places: [seoul],
        categories: [{ ...aTerm('law'), description: { en: 'Statutes' } }],
      }),
    )
    expect(await store.events.counts('tag')).toEqual([
      { value: 'x', events: 2, name: aTerm('x').name },
      { value: 'y', events: 1, name: aTerm('y').name },
    ])
    expect(await store.events.counts('place')).toEqual([
      { value: 'seoul', events: 0, name: seoul.name, location: { country: 'KR' } },
    ])
    expect(await store.events.counts('category')).toEqual([
      { value: 'law', events: 2, name: aTerm('law').name, description: { en: 'Statutes' } },
    ])
    expect(await store.events.counts('status')).toEqual([
      { value: 'claimed', events: 0 },
      { value: 'confirmed', events: 2 },
      { value: 'disputed', events: 0 },
      { value: 'reported', events: 0 },
    ])
  })

  test('of a year whose last event is deleted are gone, while a declared value stays with none', async () => {
    await store.load(contentsOf([event('a', '1997'), event('b', '1998')]))
    await store.writer.delete('a', 1, LOADED_AT)
    await store.writer.delete('b', 1, LOADED_AT)
    expect(await store.events.counts('year')).toEqual([])
    expect(await store.events.counts('category')).toMatchObject([{ value: 'law', events: 0 }])
  })

  test.each([
    ['more', '9'],
    ['less', '1'],
  ])('of %s than there are cost a call, but no event', async (_, wrong) => {
    const years = ['1997', '1998', '1999', '2000']
    const all = years.flatMap(year => ['a', 'b', 'c'].map(letter => event(`${letter}-${year}`, year)))
    await store.load(contentsOf(all))
    for (const year of years)
      await store.client.send(
        new PutItemCommand({
          TableName: store.tables.events,
          Item: { pk: { S: 'FACET#year' }, sk: { S: year }, events: { N: wrong } },
        }),
      )
    for (const limit of [1, 2, 5, 7, 11, 12])
      for (const order of ['asc', 'desc'] as const) {
        const pages = await allPages(page => store.events.list({ facets: {} }, { ...page, order }), limit)
        expect(ids(pages.flat())).toEqual(ids(order === 'asc' ? all : [...all].reverse()))
        expect(pages.slice(0, -1).map(page => page.length)).toEqual(pages.slice(0, -1).map(() => limit))
      }
  })
})

describe('series', () => {
  const source = { title: 'Count', publisher: 'Ministry', url: 'https://example.org', supports: 'all' }
  const series = (id: string, value = 85): Series => ({
    id,
    title: { en: `Series ${id}` },
    description: { en: 'By year' },
    unit: aTerm('people'),
    points: [{ year: '1997', value, basis: { en: 'the ministry' }, disagreements: [], sources: [source] }],
  })
  const summary = (id: string) => {
    const { points: _, ...rest } = series(id)
    return rest
  }

  test('are listed without their points, and each is found with them', async () => {
    await store.load(contentsOf([], { series: [series('b'), series('a')] }))
    expect(await store.events.seriesList()).toEqual([summary('a'), summary('b')])
    expect(await store.events.series('a')).toEqual(series('a'))
    expect(await store.events.series('never')).toBeUndefined()
  })

  test('follow the folder: one changed, one gone, one new', async () => {
    await store.load(contentsOf([], { series: [series('a'), series('b')] }))
    await store.load(contentsOf([], { series: [series('b', 90), series('c')] }))
    expect(await store.events.seriesList()).toEqual([summary('b'), summary('c')])
    expect(await store.events.series('a')).toBeUndefined()
    expect(await store.events.series('b')).toEqual(series('b', 90))
    await store.load(contentsOf([]))
    expect(await store.events.seriesList()).toEqual([])
  })
})

describe('values', () => {
  beforeEach(() =>
    store.load(
      contentsOf([event('e', '1997', { tags: [aTerm('x')] }), event('f', '1998', { tags: [aTerm('x'), aTerm('y')] })], {
        tags: ['x', 'y', 'unused'].map(aTerm),
      }),
    ),
  )

  test('come in the order of the dimensions and of the request, with names and counts', async () => {
    expect(await store.events.values({ tag: ['y', 'x', 'unused'], category: ['law'] })).toEqual([
      {
        dimension: 'category',
        value: 'law',
        events: 2,
        name: { en: 'Law', ko: '법률' },
        description: { en: 'About law' },
      },
      { dimension: 'tag', value: 'y', events: 1, name: aTerm('y').name },
      { dimension: 'tag', value: 'x', events: 2, name: aTerm('x').name },
      { dimension: 'tag', value: 'unused', events: 0, name: aTerm('unused').name },
    ])
  })

  test('of nothing are none', async () => {
    expect(await store.events.values({})).toEqual([])
    expect(await store.events.values({ tag: [] })).toEqual([])
  })

  test('that do not exist are an error that lists the known ones', async () => {
    await expect(store.events.values({ tag: ['x', 'z'] })).rejects.toMatchObject({
      dimension: 'tag',
      message: 'There is no tag "z"',
      allowed: ['unused', 'x', 'y'],
    })
  })
})
