/** The rule by which a load decides, as a table: what is stored and what the folder says, against what is written. */
import { describe, expect, test } from '@jest/globals'
import type { Event } from '../../../lambdas/domain/event.ts'
import { planLoad, type StoredState } from '../../../lambdas/store/load-plan.ts'
import { anAuthoredEvent, dated } from '../../support/contents.ts'

const AT = '2026-06-01T00:00:00Z'
const ADDED = '2026-01-01T00:00:00Z'

/** The event itself stands for its digest: A and B are two versions of it. */
const digestOf = (event: Event) => event.title.en!
const version = (title: string) => anAuthoredEvent({ id: 'e', title: { en: title } })

const known = (digest: string, loaded: string | undefined, rest: Partial<StoredState> = {}): StoredState => ({
  id: 'e',
  createdAt: ADDED,
  updatedAt: '2026-02-01T00:00:00Z',
  revision: 3,
  digest,
  ...(loaded !== undefined && { loaded }),
  ...rest,
})

const plan = (stored: StoredState | undefined, folder: ReturnType<typeof dated>[]) =>
  planLoad(new Map(stored && [[stored.id, stored]]), folder, digestOf, { at: AT, published: ADDED })

const NOTHING = { writes: [], deletions: [], unchanged: 0, kept: [], conflicts: [] }
const deleted = { deleted: true } as const

describe('what becomes of an event', () => {
  test.each<
    [string, StoredState | undefined, string | undefined, 'write' | 'delete' | 'unchanged' | 'kept' | 'conflict' | '']
  >([
    ['new in the folder', undefined, 'A', 'write'],
    ['as it was loaded', known('A', 'A'), 'A', 'unchanged'],
    ['changed in the folder', known('A', 'A'), 'B', 'write'],
    ['changed by an editor', known('B', 'A'), 'A', 'kept'],
    ['changed by both, each its own way', known('B', 'A'), 'C', 'conflict'],
    ['changed by both to the same', known('B', 'A'), 'B', 'write'],
    ['gone from the folder', known('A', 'A'), undefined, 'delete'],
    ['gone from the folder and changed by an editor', known('B', 'A'), undefined, 'conflict'],
    ['deleted by an editor', known('-', 'A', deleted), 'A', 'kept'],
    ['deleted by an editor and changed in the folder', known('-', 'A', deleted), 'B', 'conflict'],
    ['deleted by an editor and gone from the folder', known('-', 'A', deleted), undefined, ''],
    ['deleted by a load', known('-', undefined, deleted), undefined, ''],
    ['deleted by a load and back in the folder', known('-', undefined, deleted), 'A', 'write'],
    ["an editor's own", known('A', undefined), undefined, ''],
    ["an editor's own that the folder has otherwise", known('A', undefined), 'B', 'conflict'],
    ["an editor's own that the folder has as well", known('A', undefined), 'A', 'write'],
  ])('%s', (_, stored, folder, expected) => {
    const result = plan(stored, folder === undefined ? [] : [dated(version(folder))])
    expect({
      ...result,
      writes: result.writes.map(({ digest }) => digest),
      deletions: result.deletions.map(({ id }) => id),
    }).toEqual({
      ...NOTHING,
      ...(expected === 'write' && { writes: [folder] }),
      ...(expected === 'delete' && { deletions: ['e'] }),
      ...(expected === 'unchanged' && { unchanged: 1 }),
      ...(expected === 'kept' && { kept: ['e'] }),
      ...(expected === 'conflict' && { conflicts: ['e'] }),
    })
  })
})

describe('the times and the revision of what is written', () => {
  const later = '2026-03-01T00:00:00Z'
  const earlier = '2026-01-15T00:00:00Z'
  const LATEST = '2026-02-15T00:00:00Z'

  test.each<[string, { added?: string; corrected?: string }, string]>([
    ['added without a time: now', {}, AT],
    ['added later under an earlier time: now', { added: earlier }, AT],
    ['added and corrected under earlier times: now', { added: earlier, corrected: earlier }, AT],
    ['added at that very time: then', { added: LATEST }, LATEST],
    ['added since: then', { added: later }, later],
    ['added under a time to come: now', { added: '2027-01-01T00:00:00Z' }, AT],
  ])('new in a store whose readers know of changes until %s', (_, times, updatedAt) => {
    const { writes } = planLoad(new Map(), [dated(version('B'), times)], digestOf, {
      at: AT,
      published: ADDED,
      latest: LATEST,
    })
    expect(writes[0]!.revision).toEqual({ createdAt: updatedAt, updatedAt, revision: 1 })
  })

  test('a correction from before what readers know takes the current time', () => {
    const stored = new Map([['e', known('A', 'A')]])
    const { writes } = planLoad(stored, [dated(version('B'), { corrected: later })], digestOf, {
      at: AT,
      published: ADDED,
      latest: '2026-04-01T00:00:00Z',
    })
    expect(writes[0]!.revision).toMatchObject({ updatedAt: AT, revision: 4 })
  })

  test.each<
    [string, StoredState | undefined, { added?: string; corrected?: string }, StoredState['updatedAt'], number]
  >([
    ['new: when it was added', undefined, { added: earlier }, earlier, 1],
    ['new and corrected: when it was corrected', undefined, { added: earlier, corrected: later }, later, 1],
    ['new and corrected in the future: when it was added', undefined, { corrected: '2062-01-01T00:00:00Z' }, ADDED, 1],
    ['changed, with a later correction: then', known('A', 'A'), { corrected: later }, later, 4],
    ['changed, with a correction that was known already: now', known('A', 'A'), { corrected: earlier }, AT, 4],
    ['changed without a word: now', known('A', 'A'), {}, AT, 4],
    ['back in the folder: now', known('-', undefined, deleted), {}, AT, 4],
  ])('%s', (_, stored, times, updatedAt, revision) => {
    const createdAt = stored?.createdAt ?? times.added ?? ADDED
    expect(plan(stored, [dated(version('B'), times)]).writes).toEqual([
      { event: version('B'), digest: 'B', revision: { createdAt, updatedAt, revision } },
    ])
  })

  test('deleted: now', () => {
    expect(plan(known('A', 'A'), []).deletions).toEqual([
      { id: 'e', revision: { createdAt: ADDED, updatedAt: AT, revision: 4 } },
    ])
  })

  test('what the folder and the editor say alike keeps its revision', () => {
    const { createdAt, updatedAt, revision } = known('B', 'A')
    expect(plan(known('B', 'A'), [dated(version('B'))]).writes).toEqual([
      { event: version('B'), digest: 'B', revision: { createdAt, updatedAt, revision } },
    ])
  })
})

test('every event of a folder is decided by itself', () => {
  const event = (id: string, title: string) => dated(anAuthoredEvent({ id, title: { en: title } }))
  const stored = [known('A', 'A', { id: 'same' }), known('A', 'A', { id: 'other' }), known('A', 'A', { id: 'gone' })]
  const result = planLoad(
    new Map(stored.map(each => [each.id, each])),
    [event('same', 'A'), event('other', 'B'), event('new', 'A')],
    digestOf,
    { at: AT, published: ADDED },
  )
  expect(result.unchanged).toBe(1)
  expect(result.writes.map(each => each.event.id)).toEqual(['other', 'new'])
  expect(result.deletions.map(each => each.id)).toEqual(['gone'])
})

describe('events that would take the same time are seconds apart, in the order of history', () => {
  const event = (id: string, date: string, times = {}) => dated(anAuthoredEvent({ id, date }), times)
  const updated = (folder: ReturnType<typeof dated>[], times: Partial<Parameters<typeof planLoad>[3]>) =>
    planLoad(new Map(), folder, digestOf, { at: AT, published: ADDED, ...times })
      .writes.map(({ event, revision }) => [event.id, revision.updatedAt])
      .sort()
  const CORRECTED = { corrected: '2026-05-01T00:00:00Z' }
  const folder = [event('b', '2001'), event('d', '2003', CORRECTED), event('c', '2002', CORRECTED), event('a', '2000')]

  test('after a time that the folder states', () => {
    expect(updated(folder, {})).toEqual([
      ['a', '2026-01-01T00:00:00Z'],
      ['b', '2026-01-01T00:00:01Z'],
      ['c', '2026-05-01T00:00:00Z'],
      ['d', '2026-05-01T00:00:01Z'],
    ])
  })

  test('but never later than now', () => {
    const soon = '2026-01-01T00:00:01Z'
    expect(updated(folder, { at: soon }).every(([, at]) => at! <= soon)).toBe(true)
  })

  test('before the time of the load, back to the last change', () => {
    const latest = '2026-05-31T23:59:57Z'
    const times = ['2026-06-01T00:00:00Z', '2026-05-31T23:59:58Z', '2026-05-31T23:59:59Z', '2026-06-01T00:00:00Z']
    expect(updated(folder, { latest }).map(([, at]) => at)).toEqual(times)
    expect(updated(folder, { latest: ADDED, changedAt: latest }).map(([, at]) => at)).toEqual(times)
  })
})
