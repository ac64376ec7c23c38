/** Searching beyond what fits in memory: stored indexes, what changed since, limits, and a runtime without SQLite. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Event } from '../../lambdas/domain/event.ts'
import { createApi } from '../../lambdas/functions/create-api.ts'
import type { HttpLambda } from '../../lambdas/http/pipeline.ts'
import { loadContents } from '../../lambdas/store/dynamodb/load.ts'
import { type EventReader, StoreUnavailable } from '../../lambdas/store/event-store.ts'
import { eventSearch } from '../../lambdas/store/search/event-search.ts'
import { folderFiles } from '../../lambdas/store/search/folder-files.ts'
import { searchIndexer } from '../../lambdas/store/search/index-file.ts'
import { SearchUnavailable, TooManyToSearch } from '../../lambdas/store/timeline-search.ts'
import { localStore } from '../../lib/local/config.ts'
import { createTables } from '../../lib/local/create-tables.ts'
import { anAuthoredEvent, contentsOf, dated } from '../support/contents.ts'
import { aContext, anHttpEvent } from '../support/http-event.ts'
import '../support/one-realm.ts'
import { LOADED_AT, type Ports, portsOf, startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'

/** When everything written before has settled, and long after the events of a load have last changed. */
const NOW = '2026-07-01T00:00:00Z'

let engine: TimelineStore
beforeAll(async () => {
  engine = await startTimelineStore()
})
afterAll(() => engine.stop())

let store: Ports
let tables: TimelineStore['tables']
let tests = 0
beforeEach(async () => {
  tests++
  tables = { events: `events-${tests}`, highlights: `highlights-${tests}` }
  await createTables(engine.client, tables)
  store = portsOf(engine.client, tables)
})

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annals-search-test-'))
})
afterEach(async () => {
  jest.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

const animal = (name: string, overrides: Partial<Event> = {}): Event =>
  anAuthoredEvent({ id: name, title: { en: `A ${name} is seen` }, ...overrides })

/** Loads events into a store, as if a timeline of more than two were large. */
async function load(names: readonly string[], at = LOADED_AT): Promise<void> {
  const contents = contentsOf(names.map(name => animal(name)))
  const indexer = searchIndexer(store.events, folderFiles(folder), { mostWithoutFile: 2, settlingSeconds: 0 })
  await loadContents(store.connection, contents, { at, digest: names.join(), indexer })
}

/** A process that searches, and how many changes it has read. */
function searching(limits = { most: 100, mostInMemory: 2 }, files = folderFiles(folder)) {
  let read = 0
  const events: EventReader = {
    ...store.events,
    async changes(page, since) {
      const changes = await store.events.changes(page, since)
      read += changes.items.length
      return changes
    },
  }
  const search = eventSearch({ events, files }, limits)
  return {
    async find(q: string, now = NOW): Promise<string[]> {
      const { find } = await search((await store.events.metadata())!, now)
      const query = { q, sort: 'relevance', order: 'asc', facets: {} } as const
      return (await find(query, { limit: 10 })).ids
    },
    changesRead: () => read,
  }
}

describe('a stored index', () => {
  beforeEach(() => load(['quokka', 'wombat', 'numbat']))

  test('is searched without reading the events', async () => {
    const { find, changesRead } = searching()
    expect(await find('wombat')).toEqual(['wombat'])
    expect((await find('seen')).toSorted()).toEqual(['numbat', 'quokka', 'wombat'])
    expect(changesRead()).toBeLessThan(3)
  })

  test('is complemented by later writes, corrections and deletions', async () => {
    const before = searching()
    expect(await before.find('wombat')).toEqual(['wombat'])
    await store.writer.put(animal('dingo'), 0, '2026-06-15T00:00:00Z')
    await store.writer.put(animal('wombat', { title: { en: 'A bandicoot is seen' } }), 1, '2026-06-15T00:00:01Z')
    await store.writer.delete('quokka', 1, '2026-06-15T00:00:02Z')
    for (const { find } of [before, searching()]) {
      expect(await find('dingo')).toEqual(['dingo'])
      expect(await find('wombat')).toEqual([])
      expect(await find('bandicoot')).toEqual(['wombat'])
      expect((await find('seen')).toSorted()).toEqual(['dingo', 'numbat', 'wombat'])
    }
  })

  test('stays in use until a load changes events, and the next is stored beside it', async () => {
    const process = searching()
    await process.find('wombat')
    const first = (await store.events.metadata())!.searchIndex!
    await load(['quokka', 'wombat', 'numbat'], '2026-06-02T00:00:00Z')
    expect((await store.events.metadata())!.searchIndex).toEqual(first)
    await load(['quokka', 'wombat', 'numbat', 'bilby'], '2026-06-03T00:00:00Z')
    const second = (await store.events.metadata())!.searchIndex!
    expect(second.file).not.toBe(first.file)
    expect(existsSync(join(folder, first.file))).toBe(true)
    expect(await process.find('bilby')).toEqual(['bilby'])
  })

  test('that the timeline does not name is not searched', async () => {
    const { file } = (await store.events.metadata())!.searchIndex!
    await writeFile(join(folder, file), 'another')
    await expect(searching().find('wombat')).rejects.toThrow(StoreUnavailable)
  })

  test('that cannot be read is searched as soon as it can', async () => {
    const { file } = (await store.events.metadata())!.searchIndex!
    const process = searching()
    await rm(join(folder, file))
    await expect(process.find('wombat')).rejects.toThrow(StoreUnavailable)
    await load(['quokka', 'wombat', 'numbat', 'bilby'], '2026-06-03T00:00:00Z')
    expect(await process.find('wombat')).toEqual(['wombat'])
  })
})

describe('a small timeline', () => {
  beforeEach(() => load(['quokka']))

  test('has no stored index', async () => {
    expect((await store.events.metadata())!.searchIndex).toBeUndefined()
    expect(await searching().find('quokka')).toEqual(['quokka'])
  })

  test('is read again from the last change on', async () => {
    const { find, changesRead } = searching()
    await find('quokka')
    const read = changesRead()
    await store.writer.put(animal('wombat'), 0, '2026-06-15T00:00:00Z')
    expect(await find('wombat')).toEqual(['wombat'])
    // The change before is read once more, as clocks of writers may differ.
    expect(changesRead()).toBe(read + 2)
    await find('quokka')
    expect(changesRead()).toBe(read + 2)
  })

  test('shows a load whose events have old times of change', async () => {
    const { find } = searching()
    await find('quokka')
    const bilby = dated(animal('bilby'), { added: '2026-02-01T00:00:00Z' })
    await loadContents(store.connection, contentsOf([animal('quokka'), bilby]), { at: NOW, digest: 'more' })
    expect(await find('bilby', '2026-07-02T00:00:00Z')).toEqual(['bilby'])
  })
})

describe('more events than', () => {
  beforeEach(() => load(['quokka', 'wombat', 'numbat']))

  test('can be searched at all are refused', async () => {
    await expect(searching({ most: 2, mostInMemory: 2 }).find('wombat')).rejects.toThrow(
      new TooManyToSearch('The timeline has 3 events; at most 2 are searched'),
    )
  })

  test('fit in memory need a stored index', async () => {
    await store.load(contentsOf(['quokka', 'wombat', 'numbat', 'dingo'].map(name => animal(name))), NOW)
    await expect(searching().find('wombat')).rejects.toThrow(
      new SearchUnavailable('The timeline has 4 events and no search index; the next load or import stores one'),
    )
  })
})

describe('a runtime without SQLite', () => {
  let api: HttpLambda
  beforeEach(async () => {
    await load(['quokka'])
    const { dynamoDB, now } = localStore(engine.endpoint)
    api = createApi({ dynamoDB, now, tables, publicUrl: 'https://annals.example', build: 'test' })
  })

  test('answers a search with 503 and one line that names what is missing, and everything else as usual', async () => {
    const logged = jest.spyOn(console, 'error').mockReturnValue()
    jest.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never)
    const search = await api(anHttpEvent('/v1/events?q=quokka'), aContext)
    expect(search.statusCode).toBe(503)
    expect(JSON.parse(search.body!).detail).toBe('The search does not work for now. The error has been logged.')
    expect(logged.mock.calls).toEqual([[expect.stringContaining('Search needs node:sqlite')]])
    expect((await api(anHttpEvent('/v1/events'), aContext)).statusCode).toBe(200)
  })
})
