/** Export and import: a timeline that was moved is the one that it was, whatever interrupted the move, and what is later there stays. */
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Occurrence } from '../../lambdas/domain/anniversary.ts'
import type { Event } from '../../lambdas/domain/event.ts'
import { exportEvents } from '../../lambdas/store/dynamodb/export.ts'
import { type ImportReport, importRecords } from '../../lambdas/store/dynamodb/import.ts'
import type { EventRecord } from '../../lambdas/store/export-record.ts'
import { annals } from '../../lib/cli/annals.ts'
import { writeBackup } from '../../lib/cli/backup.ts'
import { fileDigest, recordsOf } from '../../lib/cli/backup-file.ts'
import { type AwsAccount, startAwsAccount } from '../support/aws-account.ts'
import { EVENTS } from '../support/chronology.ts'
import { killAll, run } from '../support/command.ts'
import { anAuthoredEvent, aTerm, contentsOf } from '../support/contents.ts'
import { type Call, type Intercept, refusal, startTap, type Tap } from '../support/dynamodb-tap.ts'
import { clientOf } from '../support/engine.ts'
import { aTimeline } from '../support/events.ts'
import { send } from '../support/http-client.ts'
import { DATA_FOLDER } from '../support/local-host.ts'
import { discrepancies } from '../support/store-checker.ts'
import { dump } from '../support/store-dump.ts'
import { runCommand, startHere, testTerminal } from '../support/terminal.ts'
import { cases, thoroughTest } from '../support/thorough.ts'
import { portsOf, startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'
import { inFolder, VALID } from '../unit/data/folder.ts'

/** Some tests import again for each call that an import makes; on Amazon's engine that takes a while. */
jest.setTimeout(120_000)

const IMPORTED_AT = '2026-09-01T00:00:00Z'
const EDITED_AT = '2026-08-01T00:00:00Z'

let source: TimelineStore
let target: TimelineStore
let tap: Tap
let tapped: DynamoDBClient
let account: AwsAccount
let scratch: string
let file: string
beforeAll(async () => {
  source = await startTimelineStore()
  target = await startTimelineStore()
  tap = await startTap(target.endpoint, { names: target.tables })
  account = await startAwsAccount()
})
afterAll(async () => {
  await account.stop()
  await tap.stop()
  await target.stop()
  await source.stop()
})
beforeEach(async () => {
  await Promise.all([source.emptyTables(), target.emptyTables()])
  tapped = clientOf(tap.endpoint)
  scratch = await mkdtemp(join(tmpdir(), 'annals-transfer-'))
  file = join(scratch, 'export.ndjson')
})
afterEach(async () => {
  killAll()
  tapped.destroy()
  await rm(scratch, { recursive: true, force: true })
  // Some tests only export.
  if (await target.events.metadata()) expect(await discrepancies(target)).toEqual([])
})

const event = (id: string, overrides: Partial<Event> = {}) => anAuthoredEvent({ id, ...overrides })
const contents = () =>
  contentsOf(
    [
      event('a', { tags: [aTerm('x'), aTerm('y')], places: [aTerm('seoul')] }),
      event('b', { date: '1998-02', tags: [aTerm('x')] }),
      event('c', { date: '2001' }),
      event('d', { date: '2002-03-04' }),
    ],
    {
      series: [
        { id: 'arrivals', title: { en: 'Arrivals' }, description: { en: 'All' }, unit: aTerm('people'), points: [] },
      ],
    },
  )
const occurrence = (date: string, rank: number): Occurrence => ({
  date,
  eventId: 'a',
  kind: 'anniversary',
  years: 29,
  rank,
})

/** A timeline with a history: loaded, corrected by a load, edited, with tombstones of both kinds, and days that were marked. */
async function fill({ load, writer, highlights }: TimelineStore): Promise<void> {
  await load(contents())
  const { events, ...rest } = contents()
  const corrected = events.slice(0, 3).map(each => ({ ...each, event: { ...each.event, significance: 4 } }))
  await load({ ...rest, events: corrected }, '2026-07-01T00:00:00Z')
  await writer.put(event('a', { significance: 1, tags: [aTerm('y')] }), 2, EDITED_AT)
  await writer.put(event('own', { date: '1999-05-06' }), 0, EDITED_AT)
  await writer.delete('c', 2, EDITED_AT)
  for (const date of ['2026-06-30', '2026-07-14']) {
    await highlights.mark(date, [occurrence(date, 3), occurrence(date, 12)], EDITED_AT)
    await highlights.announced(date, EDITED_AT)
    await highlights.advance(date)
  }
}

const exported = (to = file) => writeBackup(to, { connection: source.connection, name: 'the source' }, testTerminal())

/** Imports the file, through the tap if it is to be watched or disturbed. */
async function imported({ from = file, watched = false } = {}): Promise<ImportReport> {
  const { connection } = watched ? portsOf(tapped, target.tables) : target
  return importRecords(connection, () => recordsOf(from), { at: IMPORTED_AT, digest: await fileDigest(from) })
}

const isWrite = (call: Call) => !/:(GetItem|BatchGetItem|Query)$/.test(call.access.join())

/** What belongs to the running of a store, and not to what is in it. */
const OWN = ['changedAt', 'sequence', 'digest', 'editedAt', 'generation', 'searchIndex']

/** All that a timeline is, apart from what only its own loads need to know. */
const contentOf = async (store: TimelineStore) =>
  (await dump(store, [...OWN, 'loaded'])).filter(
    line => !/"events":0/.test(line) && (!/FACET#calendar-/.test(line) || /":[1-9]/.test(line)),
  )

describe('a timeline that is moved', () => {
  test('is the same: events, history, tombstones, names, series, settings, highlights', async () => {
    await fill(source)
    await exported()
    expect(await imported()).toEqual({ written: 5, unchanged: 0, kept: [], days: 2 })
    expect(await contentOf(target)).toEqual(await contentOf(source))
    expect(await target.highlights.watermark()).toBe('2026-07-14')
    expect(await target.highlights.claim('2026-07-14', IMPORTED_AT, IMPORTED_AT)).toBe('announced')
  })

  test('even if its data folder has been loaded there already', async () => {
    await fill(source)
    await exported()
    await target.load(contents(), IMPORTED_AT)
    expect(await imported()).toEqual({ written: 5, unchanged: 0, kept: [], days: 2 })
    expect(await contentOf(target)).toEqual(await contentOf(source))
    // The same folder again, but not the same table: the load has to look at each event.
    expect(await target.load(contents(), IMPORTED_AT)).toEqual(await source.load(contents(), IMPORTED_AT))
  })

  test('keeps the state of its data folder, so that the next load decides as before', async () => {
    await fill(source)
    await exported()
    await imported()
    const next = contentsOf([
      event('a', { significance: 4 }),
      event('b', { significance: 4, date: '1998-03' }),
      event('c'),
    ])
    const { load } = target
    expect(await load(next, IMPORTED_AT)).toEqual(await source.load(next, IMPORTED_AT))
  })

  test('gives the same file again', async () => {
    await fill(source)
    await exported()
    await imported()
    const again = join(scratch, 'again.ndjson')
    await writeBackup(again, { connection: target.connection, name: 'the source' }, testTerminal())
    expect(await readFile(again, 'utf8')).toBe(await readFile(file, 'utf8'))
  })
})

describe('a second import', () => {
  test('of the same file writes nothing', async () => {
    await fill(source)
    await exported()
    await imported()
    tap.reset()
    expect(await imported({ watched: true })).toEqual({ written: 0, unchanged: 5, kept: [], days: 0 })
    expect(tap.calls.filter(isWrite)).toEqual([])
    expect(tap.calls.length).toBeGreaterThan(0)
  })

  test('keeps what was changed since the export, and names it', async () => {
    await fill(source)
    await exported()
    await imported()
    await target.writer.put(event('b', { significance: 5 }), 2, IMPORTED_AT)
    await target.writer.delete('own', 1, IMPORTED_AT)
    expect(await imported()).toEqual({ written: 0, unchanged: 3, kept: ['b', 'own'], days: 0 })
    expect(await target.events.event('b')).toMatchObject({ significance: 5, revision: 3 })
    expect(await target.events.event('own')).toMatchObject({ deleted: true })
  })

  test('leaves the settings, names, series and marked days of the table, and its other events', async () => {
    await fill(source)
    await exported()
    const renamed = { id: 'x', name: { en: 'Renamed' } }
    const series = contents().series.map(each => ({ ...each, title: { en: 'Retitled' } }))
    await target.load(
      contentsOf([event('other', { tags: [renamed] })], { timeline: aTimeline({ leapDay: 'skip' }), series }),
      IMPORTED_AT,
    )
    await target.highlights.mark('2026-07-14', [occurrence('2026-07-14', 5)], IMPORTED_AT)
    await target.highlights.announced('2026-07-14', IMPORTED_AT)
    expect(await imported()).toEqual({ written: 5, unchanged: 0, kept: [], days: 1 })
    expect((await target.events.metadata())?.timeline.leapDay).toBe('skip')
    expect((await target.events.counts('tag')).map(({ value, name }) => [value, name?.en])).toEqual([
      ['x', 'Renamed'],
      ['y', 'The y'],
    ])
    expect((await target.events.series('arrivals'))?.title.en).toBe('Retitled')
    expect(await target.events.event('other')).toMatchObject({ revision: 1 })
    const { items } = await target.highlights.highlights('2026-06-01', '2026-07-31', { limit: 10 })
    expect(items.map(({ date, rank }) => [date, rank])).toEqual([
      ['2026-07-14', 5],
      ['2026-06-30', 12],
      ['2026-06-30', 3],
    ])
  })
})

describe('an import that dies', () => {
  /** Every call from the n-th on fails, as if there were no process any more. */
  const dyingAt =
    (n: number): Intercept =>
    async (call, forward) =>
      call.number < n ? forward() : refusal('ValidationException')

  /** Other versions of what is in the file: of fewer revisions, and of as many. */
  async function prepared(): Promise<void> {
    await target.load(contentsOf([event('a', { tags: [aTerm('z')] }), event('d')]))
    await target.writer.put(event('own', { date: '1999-05-07', tags: [aTerm('z')] }), 0, '2026-07-15T00:00:00Z')
  }

  async function atEveryCall(next: () => Promise<void>): Promise<void> {
    await fill(source)
    await exported()
    await prepared()
    tap.reset()
    await imported({ watched: true })
    const calls = tap.calls.length
    // The fast run tries some of them.
    for (let n = 1; n <= calls; n += cases(20, 1)) {
      await target.emptyTables()
      await prepared()
      tap.reset(dyingAt(n))
      await expect(imported({ watched: true })).rejects.toThrow('refused by the test')
      await next()
      expect({ n, wrong: await discrepancies(target) }).toEqual({ n, wrong: [] })
    }
  }

  test('at any call, and is repeated, gives the same as an undisturbed one', async () => {
    await fill(source)
    await exported()
    await prepared()
    await imported()
    const undisturbed = await dump(target, OWN)
    await target.emptyTables()
    await source.emptyTables()
    await rm(file)
    await atEveryCall(async () => {
      await imported()
      expect(await dump(target, OWN)).toEqual(undisturbed)
    })
  })

  test('at any call, and is followed by a data folder, leaves no trace for readers', async () => {
    await atEveryCall(async () => {
      await target.load(contents(), IMPORTED_AT)
    })
  })

  thoroughTest(
    'with two groups of events in progress, and is followed by a data folder, leaves no trace of either',
    async () => {
      const bare = { tags: [], actors: [], places: [] }
      await source.load(contentsOf(Array.from({ length: 150 }, (_, i) => event(`e${i}`, bare))))
      await exported()
      const otherwise = contentsOf(Array.from({ length: 150 }, (_, i) => event(`e${i}`, { ...bare, date: '1999' })))
      tap.reset()
      await imported({ watched: true })
      const begins = tap.calls.filter(call => call.request.UpdateExpression === 'SET writing = :ids')
      expect(begins.map(call => call.request.ExpressionAttributeValues[':ids'].L.length)).toEqual([100, 150])
      for (let n = begins[0]!.number + 1; n < begins[1]!.number + 30; n += 3) {
        await target.emptyTables()
        tap.reset(dyingAt(n))
        await expect(imported({ watched: true })).rejects.toThrow('refused by the test')
        await target.load(otherwise, IMPORTED_AT)
        expect({ n, wrong: await discrepancies(target) }).toEqual({ n, wrong: [] })
      }
    },
  )

  test('begins no write after it has reported so', async () => {
    await source.load(contentsOf(Array.from({ length: 150 }, (_, i) => event(`e${i}`))))
    await exported()
    tap.reset((call, forward) => (call.number === 12 ? Promise.resolve(refusal('ValidationException')) : forward()))
    await expect(imported({ watched: true })).rejects.toThrow('refused by the test')
    const calls = tap.calls.length
    await target.events.metadata()
    await new Promise(setImmediate)
    expect(tap.calls).toHaveLength(calls)
  })
})

describe('an export', () => {
  /** More than are read at a time. */
  const NUMBER = 130
  const many = contentsOf(Array.from({ length: NUMBER }, (_, i) => event(`e${i}`, { date: String(1700 + i) })))
  const idsIn = async (path: string) => {
    const ids: string[] = []
    for await (const record of recordsOf(path)) if (record.kind === 'event') ids.push(record.id)
    return ids
  }
  beforeEach(async () => {
    await source.load(many)
  })

  test('continues after the last whole event, wherever it was cut, and reads none twice', async () => {
    await exported()
    const whole = await readFile(file)
    const lines = whole.toString().split('\n')
    const header = Buffer.byteLength(`${lines[0]}\n`)
    const rest = Buffer.byteLength(lines.slice(0, NUMBER + 1).join('\n')) + 1
    const middle = Math.floor(rest / 2)
    for (const length of [0, 10, header, header + 5, middle, rest, rest + 1, rest + 200, whole.length - 1]) {
      await truncate(file, 0)
      await appendFile(file, whole.subarray(0, length))
      await exported()
      expect((await readFile(file)).equals(whole)).toBe(true)
    }
  })

  test('includes what is changed while it is made', async () => {
    const pages = exportEvents(source.connection)
    const [first] = (await pages.next()).value as EventRecord[]
    await source.writer.put(event(first!.id, { date: '1700', significance: 5 }), 1, EDITED_AT)
    const following: EventRecord[] = []
    for await (const page of pages) following.push(...page)
    expect(following).toHaveLength(NUMBER - 100 + 1)
    expect(following.at(-1)).toMatchObject({ id: first!.id, revisions: [{ revision: 1 }, { revision: 2 }] })
  })

  test('that has an event twice with one revision is imported with the later line, and nothing of the earlier', async () => {
    await exported()
    const lines = (await readFile(file, 'utf8')).split('\n')
    const other = lines[1]!
      .replace(/"date":"\d+"/, '"date":"1650"')
      .replaceAll('"significance":', '"significance":1,"_":')
    await writeFile(file, [lines[0], other, ...lines.slice(1)].join('\n'))
    expect(await imported()).toMatchObject({ written: NUMBER, kept: [] })
    expect(await imported()).toMatchObject({ written: 0, unchanged: NUMBER, kept: [] })
    expect((await target.events.counts('year')).map(({ value }) => value)).not.toContain('1650')
  })

  test('that has an event twice is imported with the later', async () => {
    await exported()
    const [header, stale, ...lines] = (await readFile(file, 'utf8')).split('\n')
    const { id } = JSON.parse(stale!)
    await source.writer.put(event(id, { date: '1700', significance: 5 }), 1, EDITED_AT)
    await rm(file)
    await exported()
    const following = (await readFile(file, 'utf8')).split('\n').slice(1)
    expect(following).toHaveLength(lines.length + 1)
    const beside = following.findIndex(line => line.includes(`"id":"${id}"`))
    await writeFile(file, [header, ...following.slice(0, beside), stale, ...following.slice(beside)].join('\n'))
    expect(await imported()).toMatchObject({ written: NUMBER, kept: [] })
    expect(await imported()).toMatchObject({ written: 0, unchanged: NUMBER, kept: [] })
    expect(await target.events.event(id)).toMatchObject({ revision: 2, significance: 5 })
  })

  test('is not written over another file, nor over one that is whole', async () => {
    await exported()
    await expect(exported()).rejects.toThrow('already contains a complete backup: choose another file')
    await truncate(file, 5_000)
    const other = { connection: source.connection, name: 'another source' }
    await expect(writeBackup(file, other, testTerminal())).rejects.toThrow(
      'contains a backup of another timeline, from the source',
    )
    await writeFile(file, 'a letter\n')
    await expect(exported()).rejects.toThrow('is not a backup')
    expect(await readFile(file, 'utf8')).toBe('a letter\n')
    await writeFile(file, '{"events":["a file of one line"]}')
    await expect(exported()).rejects.toThrow('is not a backup: choose another file')
    expect(await readFile(file, 'utf8')).toBe('{"events":["a file of one line"]}')
  })

  test('of an empty timeline is refused', async () => {
    await source.emptyTables()
    await expect(exported()).rejects.toThrow('There is no timeline yet: nothing has been loaded into the source')
  })

  test('has each event once', async () => {
    await exported()
    expect((await idsIn(file)).sort()).toEqual(many.events.map(each => each.event.id).sort())
  })
})

describe('an import refuses', () => {
  beforeEach(async () => {
    await source.load(contents())
    await exported()
    await target.load(contentsOf([event('z')]))
  })
  const lines = async () => (await readFile(file, 'utf8')).split('\n')

  test.each<[string, (lines: string[]) => string[], RegExp]>([
    ['a file that was cut', all => all.slice(0, 3), /^is an incomplete backup/],
    ['a line that was', all => [...all.slice(0, 2), all[2]!.slice(0, 50), ...all.slice(3)], /:3 is not JSON$/],
    [
      'a record that it does not know',
      all => [...all.slice(0, 2), '{"kind":"x"}', ...all.slice(2)],
      /:3 must have one of the kinds header, event/,
    ],
    [
      'an event without sources',
      all => all.map(line => line.replace(/"sources":\[[^\]]*\]/, '"sources":[]')),
      /:2 is not a complete event$/,
    ],
    [
      'a date that does not exist',
      all => all.map(line => line.replace('"1998-02"', '"1998-13"')),
      /has an invalid date for b/,
    ],
    [
      'a history with a gap',
      all => all.map(line => line.replace('"revision":1', '"revision":2')),
      /has revision 2 of \w in place of 1/,
    ],
    [
      'a file of a later version',
      all => [all[0]!.replace('"version":1', '"version":2'), ...all.slice(1)],
      /has version 2; .* reads version 1/,
    ],
    ['what is no export', () => ['{"kind":"end"}', ''], /its first line is not a header/],
    ['one line of another program', () => ['{"events":[]}'], /is not a backup of Annals: it has no complete line/],
    [
      'a file without two of its lines',
      all => all.filter(line => !/^.{0,40}"id":"b"/.test(line) && !line.includes('"kind":"series"')),
      /^has lost lines since it was written: it has 3 of 4 lines of kind "event", 0 of 1 lines of kind "series"$/,
    ],
    [
      'another timeline',
      all => all.map(line => line.replaceAll('11752705', '99999999')),
      /^is a backup of another timeline/,
    ],
  ])('%s, before it writes anything', async (_, change, message) => {
    await writeFile(file, change(await lines()).join('\n'))
    tap.reset()
    await expect(imported({ watched: true })).rejects.toThrow(message)
    expect(tap.calls.filter(isWrite)).toEqual([])
  })
})

describe('the commands', () => {
  const timeline = (store: TimelineStore, ...args: string[]) =>
    runCommand(annals, args, {
      env: { ...account.env, AWS_ENDPOINT_URL_DYNAMODB: store.endpoint },
      cwd: scratch,
      now: () => IMPORTED_AT,
    })
  beforeEach(() => {
    const outputs = { EventsTable: source.tables.events, HighlightsTable: source.tables.highlights }
    account.reset({ Annals: { status: 'UPDATE_COMPLETE', outputs } })
  })

  test('move a deployed timeline', async () => {
    await fill(source)
    const name = 'stack Annals in eu-central-1'
    expect(await timeline(source, 'backup', '--stack', 'Annals', file)).toMatchObject({
      code: 0,
      stdout: [`${file}: 5 events backed up from ${name}`],
      stderr: ['5 of 5 events'],
    })
    expect(await timeline(target, 'restore', '--stack', 'Annals', file)).toMatchObject({
      code: 0,
      stdout: [`${name}: 5 events written, 0 unchanged; days of highlights added: 2`],
      stderr: ['5 of 5 events'],
    })
    expect(await contentOf(target)).toEqual(await contentOf(source))
    await target.writer.put(event('b'), 2, IMPORTED_AT)
    expect(await timeline(target, 'restore', '--stack', 'Annals', file)).toMatchObject({
      code: 0,
      stdout: [
        `${name}: 0 events written, 4 unchanged`,
        'kept, because the timeline has a later or different version: b',
      ],
    })
  })

  /** Runs a command in a process of its own through the tap, and kills it at the n-th call that is `of` the kind. */
  async function killed(args: string[], nth: number, of: (call: Call) => boolean): Promise<void> {
    const command = run('annals.ts', args, {
      env: { ...account.env, AWS_ENDPOINT_URL_DYNAMODB: tap.endpoint },
      cwd: scratch,
    })
    let left = nth
    tap.reset(async (call, forward) => {
      if (!of(call) || --left !== 0) return forward()
      command.process.kill('SIGKILL')
      await command.ended
      return undefined
    })
    expect((await command.ended).signal).toBe('SIGKILL')
  }

  thoroughTest('go on after a kill -9', async () => {
    const many = contentsOf(Array.from({ length: 250 }, (_, i) => event(`e${i}`, { date: String(1700 + i) })))
    await source.load(many)
    await exported()
    const importing = ['restore', '--stack', 'Annals', file]
    // Before the third and last group of events, while one of the two before it may be under way.
    await killed(importing, 3, call => call.request.UpdateExpression === 'SET writing = :ids')
    const [told] = (await timeline(target, ...importing)).stdout
    const [, written, unchanged] = /: (\d+) events? written, (\d+) unchanged$/.exec(told!)!.map(Number)
    expect(written! + unchanged!).toBe(250)
    expect(unchanged).toBeGreaterThanOrEqual(100)
    expect(await contentOf(target)).toEqual(await contentOf(source))

    const again = join(scratch, 'again.ndjson')
    const exporting = ['backup', '--stack', 'Annals', again]
    await killed(exporting, 3, call => call.access[0] === 'events/byChange:Query')
    expect((await readFile(again, 'utf8')).split('\n').length).toBeGreaterThan(100)
    expect((await timeline(target, ...exporting)).stderr).toEqual(['250 of 250 events'])
    const [, ...lines] = (await readFile(again, 'utf8')).split('\n')
    expect(lines).toEqual((await readFile(file, 'utf8')).split('\n').slice(1))
  })

  test('generate a timeline that an import and an export leave as it was', async () => {
    const outputs = { EventsTable: target.tables.events, HighlightsTable: target.tables.highlights }
    account.reset({ Annals: { status: 'UPDATE_COMPLETE', outputs } })
    const generating = ['generate', '--events', '30', '--seed', '7', file]
    expect(await timeline(source, ...generating)).toMatchObject({
      code: 0,
      stdout: [`${file}: 30 events generated from seed 7; annals restore loads them`],
    })
    expect(await timeline(source, ...generating)).toMatchObject({
      code: 1,
      stderr: [`${file} exists already: delete it, or choose another file`],
    })
    const restored = await timeline(target, 'restore', file, '--stack', 'Annals')
    expect(restored).toMatchObject({ code: 0, stdout: [expect.stringMatching(/: 30 events written, 0 unchanged$/)] })
    const again = join(scratch, 'again.ndjson')
    await writeBackup(again, { connection: target.connection, name: 'the target' }, testTerminal())
    const linesOf = async (path: string) => (await readFile(path, 'utf8')).split('\n').slice(1)
    expect(await linesOf(again)).toEqual(await linesOf(file))
  })

  test('restore nothing that annals check would refuse in a data folder', async () => {
    await fill(source)
    await exported()
    const tampered = (await readFile(file, 'utf8'))
      .replace('https://', 'javascript:alert(1)//')
      .replaceAll('"category":{"id":"', '"category":{"id":"no-')
      .replace(/"significance":4/, '"significance":4,"observance":{}')
    await writeFile(file, tampered)
    const { code, stdout, stderr } = await timeline(target, 'restore', file, '--stack', 'Annals')
    expect([code, stdout]).toEqual([1, []])
    for (const mistake of [
      /:2 b, revision 1: sources\[0\]\.url "javascript:alert\(1\).* does not have the required form; allowed: /,
      /:2 b, revision 2: observance\.since is missing; allowed: /,
      /:\d own, revision 1: category "no-\S+" is not declared in the categories .*; allowed: /,
    ])
      expect(stderr).toContainEqual(expect.stringMatching(mistake))
    expect(await dump(target)).toEqual([])
  })

  test('show what a load of the data folder would do, without doing it', async () => {
    expect((await timeline(target, 'diff', '--data', DATA_FOLDER, '--stack', 'Annals')).stdout).toEqual([
      expect.stringMatching(/^A load of .*data into stack Annals in eu-central-1: 0 events unchanged$/),
      expect.stringMatching(new RegExp(`^${EVENTS} added: .* and ${EVENTS - 20} more$`)),
    ])
    await fill(target)
    const before = await dump(target)
    const { code, stdout } = await timeline(target, 'diff', '--data', DATA_FOLDER, '--stack', 'Annals')
    expect(code).toBe(0)
    expect(stdout.slice(1)).toEqual([
      expect.stringMatching(new RegExp(`^${EVENTS} added`)),
      '1 deleted: b',
      '1 NOT loaded, because both the folder and an editor changed them: a',
    ])
    expect(await dump(target)).toEqual(before)
  })

  test('work on the local timeline without --stack', () =>
    inFolder(VALID, async data => {
      const state = (name: string) => ['--state', join(scratch, name)]
      const day = ['--date', '2026-07-14', '--data', data]
      expect((await timeline(target, 'run-job', ...day, ...state('one'))).code).toBe(0)
      expect((await timeline(target, 'backup', ...state('one'))).stdout[0]).toMatch(
        /\/local-2026-09-01\.ndjson: 2 events backed up from the local timeline in .*\/one$/,
      )
      await timeline(target, 'backup', file, ...state('one'))
      expect((await timeline(target, 'restore', file, ...state('two'))).stdout).toEqual([
        expect.stringMatching(/two: 2 events written, 0 unchanged; days of highlights added: 1$/),
      ])
      const host = await startHere(['--no-load', '--data', 'none', ...state('two')], { now: () => IMPORTED_AT })
      expect((await send(host.url, '/v1/events')).json().data).toHaveLength(2)
      await host.stop()
      expect((await timeline(target, 'diff', '--data', data, ...state('two'))).stdout).toEqual([
        expect.stringMatching(/two: 2 events unchanged$/),
      ])
      expect(account.calls).toEqual([])
    }))

  test.each<[string, string[], RegExp]>([
    ['a stack there is none of', ['backup', '--stack', 'Other'], /^There is no stack Other in eu-central-1/],
    ['no file', ['restore', '--stack', 'Annals'], /^missing required argument 'file'/],
    ['a file that is not there', ['restore', 'nowhere.ndjson'], /nowhere\.ndjson: no such file or directory$/],
    [
      'no number of events',
      ['generate', '--events', '1e3'],
      /^--events "1e3" is invalid; allowed: whole numbers from 1 to 5000000$/,
    ],
    ['an empty timeline', ['backup', '--stack', 'Annals'], /^There is no timeline yet: nothing has been loaded/],
  ])('say in one line that there is %s', async (_, args, message) => {
    expect(await timeline(source, ...args)).toMatchObject({
      code: 1,
      stdout: [],
      stderr: [expect.stringMatching(message)],
    })
  })
})
