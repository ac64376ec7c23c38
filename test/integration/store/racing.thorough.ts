/**
 * Writers who race with each other, with a load or with an import, their calls in an order by chance: no revision is lost, and no entry and
 * no count is left wrong.
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals'
import type { Scheduler } from 'fast-check'
import { canonicalJson } from '../../../lambdas/domain/canonical-json.ts'
import type { Event, StoredEvent, Tombstone } from '../../../lambdas/domain/event.ts'
import { instantOf } from '../../../lambdas/domain/time-zone.ts'
import type { Connection } from '../../../lambdas/store/dynamodb/document-client.ts'
import { eventReader } from '../../../lambdas/store/dynamodb/event-reader.ts'
import { eventWriter } from '../../../lambdas/store/dynamodb/event-writer.ts'
import { importRecords } from '../../../lambdas/store/dynamodb/import.ts'
import { loadContents } from '../../../lambdas/store/dynamodb/load.ts'
import { LoadInProgress, RevisionConflict, StoreUnavailable } from '../../../lambdas/store/event-store.ts'
import { writeBackup } from '../../../lib/cli/backup.ts'
import { recordsOf } from '../../../lib/cli/backup-file.ts'
import { anAuthoredEvent, aTerm, contentsOf } from '../../support/contents.ts'
import { TEST_ENGINE } from '../../support/engine.ts'
import fc from '../../support/fast-check.ts'
import { randomEvents } from '../../support/random-timelines.ts'
import { discrepancies } from '../../support/store-checker.ts'
import { testTerminal } from '../../support/terminal.ts'
import { cases } from '../../support/thorough.ts'
import { revisionsOf, startTimelineStore, type TimelineStore } from '../../support/timeline-store.ts'

jest.setTimeout(240_000)

const EDITED_FROM = Date.parse('2026-07-01T00:00:00Z')
/** By a clock that is ahead: what editors write just before may not take it for recent, or the bulk write would wait until it has settled. */
const BULK_AT = '2026-08-01T00:00:00Z'

const event = (id: string, overrides: Partial<Event> = {}) => anAuthoredEvent({ id, date: '1997', ...overrides })
const crowd = (...ids: string[]) => ids.map(id => event(id, { category: aTerm('policy'), tags: [aTerm('common')] }))

/** What is there at first, what is loaded while editors write, and what is imported. */
const EARLIER = crowd('a', 'b', 'c')
const LATER = [event('a', { tags: [aTerm('rare')] }), ...crowd('b', 'd')]
const IMPORTED = crowd('a', 'b', 'c', 'd', 'e')
const IDS = ['a', 'b', 'c', 'd', 'e']
const FOLDER_SAYS = new Set([...EARLIER, ...LATER, ...IMPORTED, null].map(canonicalJson))

let store: TimelineStore
let scratch: string
let file: string
beforeAll(async () => {
  store = await startTimelineStore()
  scratch = await mkdtemp(join(tmpdir(), 'annals-racing-'))
  file = join(scratch, 'export.ndjson')
  await store.load(contentsOf(IMPORTED))
  await writeBackup(file, { connection: store.connection, name: 'another' }, testTerminal())
})
afterAll(async () => {
  await rm(scratch, { recursive: true })
  await store.stop()
})
beforeEach(() => {
  // Writers who meet pause for a share of a time by chance: none here.
  jest.spyOn(Math, 'random').mockReturnValue(0)
})

/** A connection whose calls go out when the scheduler lets them. */
function scheduled(scheduler: Scheduler, { client, tables }: Connection): Connection {
  const send = async (command: Parameters<typeof client.send>[0]) => {
    await scheduler.schedule(Promise.resolve())
    return client.send(command)
  }
  return { tables, client: { send: send as typeof client.send } }
}

interface Intent {
  id: string
  event: Event
  isDeletion: boolean
}

type Written = StoredEvent | Tombstone

const REFUSALS = [RevisionConflict, LoadInProgress, StoreUnavailable]

const deletes = (written: Written): written is Tombstone => 'deleted' in written

/**
 * An editor who does what is intended, one after the other, each time on what is there, and again when somebody else was faster.
 * @param refused takes the kinds of errors met on the way
 */
async function edit(
  connection: Connection,
  editor: number,
  intents: readonly Intent[],
  refused: Set<unknown>,
): Promise<Written[]> {
  const reader = eventReader(connection)
  const writer = eventWriter(connection)
  const written: Written[] = []
  let seconds = 0
  const attempt = async ({ id, event, isDeletion }: Intent, title: string): Promise<Written> => {
    const at = instantOf(EDITED_FROM + 1000 * seconds++)
    const current = await reader.event(id)
    if (isDeletion && current && !deletes(current)) return writer.delete(id, current.revision, at)
    // No two editors write the same, so that each revision is somebody's.
    return writer.put({ ...event, id, title: { en: title } }, current?.revision ?? 0, at)
  }
  for (const [index, intent] of intents.entries()) {
    for (let done = false; !done; ) {
      try {
        written.push(await attempt(intent, `${editor}-${index}`))
        done = true
      } catch (error) {
        const kind = REFUSALS.find(each => error instanceof each)
        if (kind === undefined) throw error
        refused.add(kind)
      }
    }
  }
  return written
}

/** All that was written is in the history of its event, and nothing else but what a bulk write wrote. */
async function expectNothingLost(written: readonly Written[]): Promise<void> {
  expect(await discrepancies(store)).toEqual([])
  const puts = written.filter(each => !deletes(each)).map(({ id, revision }) => `${id} ${revision}`)
  expect(puts).toEqual([...new Set(puts)])
  for (const id of [...IDS, ...written.map(each => each.id)]) {
    const history = await revisionsOf(store, id)
    const own = written.filter(each => each.id === id)
    for (const each of own) expect(history[each.revision - 1]).toEqual(each)
    const others = history.filter(({ revision }) => !own.some(each => each.revision === revision))
    const said = others.map(each => {
      if (deletes(each)) return canonicalJson(null)
      const { createdAt: _, updatedAt: __, revision: ___, ...event } = each
      return canonicalJson(event)
    })
    expect(said.filter(each => !FOLDER_SAYS.has(each))).toEqual([])
  }
}

const editorsOf = (ids: readonly string[]) =>
  fc.array(
    fc.array(fc.record({ id: fc.constantFrom(...ids), event: randomEvents, isDeletion: fc.boolean() }), {
      minLength: 1,
      maxLength: 5,
    }),
    { minLength: 2, maxLength: 5 },
  )

/** Lets editors race with each other, and with `bulk` if there is one. @returns the kinds of errors that they met */
async function race(ids: readonly string[], bulk?: (connection: Connection) => Promise<unknown>) {
  const refused = new Set<unknown>()
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), editorsOf(ids), async (scheduler, editors) => {
      await store.emptyTables()
      await store.load(contentsOf(EARLIER))
      const connection = scheduled(scheduler, store.connection)
      const editing = editors.map((intents, editor) => edit(connection, editor, intents, refused))
      const [written] = await scheduler.waitFor(Promise.all([Promise.all(editing), bulk?.(connection)]))
      await expectNothingLost(written.flat())
    }),
    { numRuns: cases(3, 24), endOnFailure: true },
  )
  return refused
}

/** Amazon's engine of 2020 takes a transaction of this many items in parts only (`engine.ts`). */
const testOfTransactions = TEST_ENGINE === 'dynamodb-local' ? test.skip : test

testOfTransactions('writers on one event', async () => {
  expect(await race(['a'])).toContain(RevisionConflict)
})

testOfTransactions('writers on many events with the same few values', async () => {
  await race([...IDS, 'f', 'g', 'h'])
})

/** A load is refused when its folder lacks a category that an editor's event has. */
const CATEGORIES = ['law', 'policy', 'society'].map(id => ({ ...aTerm(id), description: { en: `About ${id}` } }))

testOfTransactions('writers while another folder is loaded', async () => {
  const refused = await race(IDS, connection =>
    loadContents(connection, contentsOf(LATER, { categories: CATEGORIES }), { at: BULK_AT, digest: 'another' }),
  )
  expect(refused).toContain(LoadInProgress)
})

testOfTransactions('writers while a timeline is imported', async () => {
  const refused = await race(IDS, connection =>
    importRecords(connection, () => recordsOf(file), { at: BULK_AT, digest: 'another' }),
  )
  expect(refused).toContain(LoadInProgress)
})
