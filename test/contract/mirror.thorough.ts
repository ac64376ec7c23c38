/** A mirror that follows /v1/changes has what the timeline has, whatever happened in between. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { eventWriter } from '../../lambdas/store/dynamodb/event-writer.ts'
import { loadContents } from '../../lambdas/store/dynamodb/load.ts'
import { anAuthoredEvent } from '../support/contents.ts'
import { ANEW, moveClock, STARTING_MILLISECONDS, startHostOnCopy } from '../support/local-host.ts'
import { sample } from '../support/thorough.ts'

let host: Awaited<ReturnType<typeof startHostOnCopy>>
beforeAll(async () => {
  host = await startHostOnCopy({ headers: ANEW })
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

interface Mirror {
  events: Map<string, { revision: number; event: object }>
  since: string | undefined
}

/** Follows the changes since the last time. @returns how many came */
async function follow(mirror: Mirror, limit = 40): Promise<number> {
  let came = 0
  let cursor: string | null = null
  do {
    const query: Record<string, string> = { limit: String(limit) }
    if (mirror.since !== undefined) query.since = mirror.since
    if (cursor !== null) query.cursor = cursor
    const { data, next, since } = (await host.get(`/v1/changes?${new URLSearchParams(query)}`)).json()
    for (const { id, revision, event } of data)
      if (event === null) mirror.events.delete(id)
      else mirror.events.set(id, { revision, event })
    came += data.length
    cursor = next
    if (next === null) mirror.since = since
  } while (cursor !== null)
  return came
}

/** What the timeline has, by the list of events. */
async function whole(): Promise<Mirror['events']> {
  const events: Mirror['events'] = new Map()
  let cursor: string | null = null
  do {
    const answer = await host.get(`/v1/events?limit=100${cursor === null ? '' : `&cursor=${cursor}`}`)
    const { data, next }: { data: { id: string; revision: number }[]; next: string | null } = answer.json()
    for (const event of data) events.set(event.id, { revision: event.revision, event })
    cursor = next
  } while (cursor !== null)
  return events
}

const expectSame = async (mirror: Mirror) => expect(mirror.events).toEqual(await whole())

const load = async (at: string) => loadContents(host.store, await readContents(host.folder), { at, digest: at })

/** The time of a write `seconds` after the latest that the timeline has. */
const secondsLater = async (seconds: number): Promise<string> => {
  const { updatedAt } = (await host.get('/v1/timeline')).json()
  return new Date(Date.parse(updatedAt) + seconds * 1000).toISOString().replace(/\.\d+/, '')
}

describe('a mirror', () => {
  const mirror: Mirror = { events: new Map(), since: undefined }

  test('has the whole timeline after its first walk, each event once', async () => {
    const { events } = await readContents(host.folder)
    expect(await follow(mirror)).toBe(events.length)
    await expectSame(mirror)
  })

  test('learns of what editors add, correct and delete', async () => {
    const writer = eventWriter(host.store)
    const at = await secondsLater(3600)
    await writer.put(anAuthoredEvent({ id: 'added' }), 0, at)
    await writer.put(anAuthoredEvent({ id: 'brief' }), 0, at)
    await writer.delete('brief', 1, at)
    await writer.delete('first-defectors-day-2024', 1, at)
    await follow(mirror)
    await expectSame(mirror)
    expect(mirror.events.has('first-defectors-day-2024')).toBe(false)
  })

  test('learns of what a later folder adds, corrects and deletes, whatever times it states', async () => {
    const file = join(host.folder, 'events/2024.yaml')
    const text = await readFile(file, 'utf8')
    const [first, ...rest] = text.split(/(?=^- id: )/m)
    // Nothing names it, so the folder stays whole without it.
    const gone = rest.find(each => !/^ {2}related:/m.test(each))
    const [corrected, ...others] = rest.filter(each => each !== gone)
    const isNew = corrected!.replace(/^- id: .*/m, '- id: new-under-an-early-time\n  added: 2026-11-21T15:00:00Z')
    await writeFile(file, [first, corrected!.replace(/significance: \d/, 'significance: 1'), isNew, ...others].join(''))
    const report = await load(await secondsLater(3600))
    expect([report.written, report.deleted]).toEqual([2, 1])
    expect(await follow(mirror)).toBeLessThan(10)
    await expectSame(mirror)
    expect(mirror.events.has('new-under-an-early-time')).toBe(true)
    expect(mirror.events.has(/id: (.*)/.exec(gone!)![1]!)).toBe(false)
  })

  test('receives little more than what is new', async () => {
    const before = new Map(mirror.events)
    expect(await follow(mirror)).toBeLessThan(10)
    expect(mirror.events).toEqual(before)
  })

  test('may use pages of any size', async () => {
    for (const limit of sample(3, [7, 1, 100])) {
      const another: Mirror = { events: new Map(), since: undefined }
      await follow(another, limit)
      await expectSame(another)
    }
  })
})

test('may give a time with an offset', async () => {
  moveClock(60)
  const utc = await host.get('/v1/changes?since=2026-11-21T15:00:00Z')
  const seoul = await host.get('/v1/changes?since=2026-11-22T00:00:00%2B09:00')
  expect(seoul.headers.etag).toBe(utc.headers.etag)
})
