/** The daily job on the real chronology: every day is marked right and announced once, however often, late or interrupted it runs. */
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { addDays, type CivilDate, daysFromTo } from '../../lambdas/domain/civil-date.ts'
import type { Contents } from '../../lambdas/domain/event.ts'
import { instantOf } from '../../lambdas/domain/time-zone.ts'
import {
  type AnniversariesFunction,
  createAnniversaries,
  type JobEvent,
} from '../../lambdas/functions/create-anniversaries.ts'
import { JOBS } from '../../lambdas/jobs/jobs.ts'
import { type JobServices, markAnniversaries } from '../../lambdas/jobs/mark-anniversaries.ts'
import type { Announcement } from '../../lambdas/notify/notifier.ts'
import { snsNotifier } from '../../lambdas/notify/sns-notifier.ts'
import { batchWrite } from '../../lambdas/store/dynamodb/batches.ts'
import { withEvents } from '../../lambdas/store/with-events.ts'
import { localStore } from '../../lib/local/config.ts'
import { LOCAL_CLIENT } from '../../lib/local/engine-process.ts'
import { runAnniversaries } from '../../lib/local/jobs.ts'
import { anAuthoredEvent, contentsOf } from '../support/contents.ts'
import { DATA_FOLDER } from '../support/data-folder.ts'
import { accessUsed, startTap, type Tap } from '../support/dynamodb-tap.ts'
import { occurrencesOn } from '../support/occurrences.ts'
import { type SnsServer, startSnsServer, TOPIC_ARN } from '../support/sns-server.ts'
import { discrepancies } from '../support/store-checker.ts'
import { allItems, dump } from '../support/store-dump.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'

jest.setTimeout(30_000)

const PUBLIC_URL = 'https://annals.example'
const TODAY = '2026-07-14'
const START = '2026-07-14T00:05:00Z'

let store: TimelineStore
let tap: Tap
let sns: SnsServer
let contents: Contents
/** The Lambda function's own handler, through the tap, publishing to the stand-in for SNS. */
let run: AnniversariesFunction
/** Milliseconds by which its clock is ahead. */
let later = 0

beforeAll(async () => {
  store = await startTimelineStore()
  tap = await startTap(store.endpoint, { names: store.tables })
  sns = await startSnsServer()
  contents = await readContents(DATA_FOLDER)
  await store.load(contents)
  const now = () => instantOf(Date.now() + later)
  run = createAnniversaries({ ...localStore(tap.endpoint, now), publicUrl: PUBLIC_URL, notifier: topic() })
})
afterAll(async () => {
  await sns.stop()
  await tap.stop()
  await store.stop()
})
beforeEach(async () => {
  const items = await allItems(store.client, store.tables.highlights)
  const deletions = items.map(({ pk, sk }) => ({ delete: { pk, sk } }))
  await batchWrite(store.connection, deletions, 'highlights')
  announcements.length = 0
  tap.reset()
  sns.reset()
})

const announcements: Announcement[] = []
const recording = {
  async notify(announcement: Announcement) {
    announcements.push(announcement)
  },
}
const topic = () => snsNotifier(TOPIC_ARN, { ...LOCAL_CLIENT, endpoint: sns.endpoint })
const services = (overrides: Partial<JobServices> = {}): JobServices => ({
  events: store.events,
  highlights: store.highlights,
  notifier: recording,
  publicUrl: PUBLIC_URL,
  now: () => START,
  ...overrides,
})
const mark = (today: CivilDate, overrides: Partial<JobServices> = {}) =>
  markAnniversaries(services(overrides), contents.timeline, today)
const announcedDays = () => announcements.map(announcement => announcement.date)

const ofDay = (date: CivilDate) =>
  occurrencesOn(
    contents.events.map(dated => dated.event),
    date,
    contents.timeline.leapDay,
  )
const busy = (days: readonly CivilDate[]) => days.filter(day => ofDay(day).length > 0)

/** What a run may change: its marks, and the version. */
const whatRunsChange = async () => [
  await dump({ client: store.client, tables: { highlights: store.tables.highlights } }),
  await store.events.metadata(),
]
/** Everything the job wrote, without when. */
const marked = () => dump({ client: store.client, tables: { highlights: store.tables.highlights } }, ['announcedAt'])
/** What one undisturbed run of each of the days leaves behind. */
const ledger = (days: readonly CivilDate[], watermark: CivilDate) => [
  ...busy(days).map(day => JSON.stringify({ pk: 'LEDGER', sk: day })),
  JSON.stringify({ date: watermark, pk: 'LEDGER', sk: 'WATERMARK' }),
]
async function expectMarked(days: readonly CivilDate[], watermark = days.at(-1)!) {
  const items = await allItems(store.client, store.tables.highlights)
  const occurrences = items.filter(item => item.pk !== 'LEDGER').map(item => item.occurrence)
  const byKey = (list: { date: string; eventId: string }[]) =>
    [...list].sort((a, b) => (`${a.date}${a.eventId}` < `${b.date}${b.eventId}` ? -1 : 1))
  expect(byKey(occurrences)).toEqual(byKey(days.flatMap(ofDay)))
  expect((await marked()).filter(line => line.includes('"LEDGER"')).sort()).toEqual(ledger(days, watermark).sort())
}

describe('a day', () => {
  test('is marked and announced by the first run, which marks no other', async () => {
    expect(ofDay(TODAY).length).toBeGreaterThan(1)
    expect(await mark(TODAY)).toEqual([
      { date: TODAY, highlights: ofDay(TODAY).length, more: 0, changed: true, announced: true },
    ])
    await expectMarked([TODAY])
    expect(announcedDays()).toEqual([TODAY])
  })

  test('that is run again stays unchanged, and is not announced again', async () => {
    await mark(TODAY)
    const before = await whatRunsChange()
    const later = { now: () => '2026-07-14T09:00:00Z' }
    expect(await mark(TODAY, later)).toMatchObject([{ changed: false, announced: false }])
    expect(await whatRunsChange()).toEqual(before)
    expect(announcedDays()).toEqual([TODAY])
  })

  test.each([2, 4])('of %i concurrent runs is marked once and announced once', async runs => {
    const results = await Promise.all(Array.from({ length: runs }, () => mark(TODAY)))
    expect(results.flat().filter(day => day.announced)).toHaveLength(1)
    await expectMarked([TODAY])
    expect(announcedDays()).toEqual([TODAY])
  })

  test('without anything to mark is passed, and not announced', async () => {
    const quiet = daysFromTo('2026-01-01', '2026-12-31').find(day => ofDay(day).length === 0)!
    expect(await mark(quiet)).toEqual([{ date: quiet, highlights: 0, more: 0, changed: false, announced: false }])
    await expectMarked([quiet])
    expect(announcements).toEqual([])
  })

  test('before the last marked one can be run again without moving the watermark', async () => {
    await mark(TODAY)
    await mark('2026-07-15')
    const before = await whatRunsChange()
    expect(await mark(TODAY)).toMatchObject([{ date: TODAY, changed: false, announced: false }])
    expect(await whatRunsChange()).toEqual(before)
  })

  test('is announced with its events in every language, under an identity of its own', async () => {
    await mark(TODAY)
    await mark('2026-07-15')
    const [announcement] = announcements
    for (const { eventId } of ofDay(TODAY)) {
      expect(announcement!.text).toContain(`${PUBLIC_URL}/events/${eventId}\n`)
      expect(announcement!.text).toContain(`${PUBLIC_URL}/ko/events/${eventId}`)
    }
    expect(new Set(announcements.map(each => each.identity)).size).toBe(announcements.length)
  })
})

describe('after a gap', () => {
  test('of one day, both days are marked', async () => {
    await mark('2026-07-12')
    await mark(TODAY)
    await expectMarked(['2026-07-12', '2026-07-13', TODAY])
    expect(announcedDays()).toEqual(busy(['2026-07-12', '2026-07-13', TODAY]))
  })

  test('of five days, all are marked and announced in order', async () => {
    const days = daysFromTo(addDays(TODAY, -5), TODAY)
    await mark(days[0]!)
    const result = await mark(TODAY)
    expect(result.map(day => day.date)).toEqual(days.slice(1))
    await expectMarked(days)
    expect(announcedDays()).toEqual(busy(days))
    expect(announcements.length).toBeGreaterThan(2)
  })

  test('of forty days, the last 31 are marked', async () => {
    const first = addDays(TODAY, -40)
    await mark(first)
    await mark(TODAY)
    const days = [first, ...daysFromTo(addDays(TODAY, -30), TODAY)]
    expect(days).toHaveLength(32)
    await expectMarked(days)
    expect(announcedDays()).toEqual(busy(days))
  })

  test('concurrent runs announce each day once, in order', async () => {
    const days = daysFromTo(addDays(TODAY, -5), TODAY)
    await mark(days[0]!)
    await Promise.all([mark(TODAY), mark(TODAY), mark(addDays(TODAY, -1))])
    await expectMarked(days)
    expect(announcedDays()).toEqual(busy(days))
  })
})

describe('when announcing fails', () => {
  const failing = (day: CivilDate) => ({
    notifier: {
      async notify(announcement: Announcement) {
        if (announcement.date === day) throw new Error('out of order')
        announcements.push(announcement)
      },
    },
  })

  test('nothing records it, and the next run announces', async () => {
    await expect(mark(TODAY, failing(TODAY))).rejects.toThrow('out of order')
    expect(await store.highlights.watermark()).toBeUndefined()
    const items = await allItems(store.client, store.tables.highlights)
    expect(items.find(item => item.sk === TODAY)).not.toHaveProperty('announcedAt')

    const next = { now: () => '2026-07-14T00:05:05Z' }
    expect(await mark(TODAY, next)).toMatchObject([{ changed: false, announced: true }])
    await expectMarked([TODAY])
    expect(announcedDays()).toEqual([TODAY])
  })

  test('on one of several days, the days before stay done and the next run continues from there', async () => {
    const days = daysFromTo(addDays(TODAY, -5), TODAY)
    const failed = busy(days).at(-2)!
    await mark(days[0]!)
    await expect(mark(TODAY, failing(failed))).rejects.toThrow('out of order')
    expect(await store.highlights.watermark()).toBe(addDays(failed, -1))
    await mark(TODAY, { now: () => '2026-07-14T00:05:05Z' })
    await expectMarked(days)
    expect(announcedDays()).toEqual(busy(days))
  })

  test('a run that died with a claim delays the next one, but not for ever', async () => {
    await store.highlights.claim(TODAY, START, '2026-07-14T00:05:05Z')
    let seconds = Date.parse(START) / 1000
    const asked: string[] = []
    const now = () => {
      asked.push(instantOf(seconds++ * 1000))
      return asked.at(-1)!
    }
    expect(await mark(TODAY, { now })).toMatchObject([{ announced: true }])
    expect(asked.length).toBeGreaterThan(4)
    expect(announcedDays()).toEqual([TODAY])
  })
})

test('a claim that was granted too late to be used is requested again', async () => {
  let clock = Date.parse(START)
  const granted: string[] = []
  const slow = {
    ...store.highlights,
    async claim(...[date, now, until]: Parameters<typeof store.highlights.claim>) {
      const claim = await store.highlights.claim(date, now, until)
      granted.push(claim)
      // The first answer takes longer than the right lasts.
      clock += granted.length === 1 ? 6000 : 0
      return claim
    },
  }
  expect(await mark(TODAY, { highlights: slow, now: () => instantOf(clock) })).toMatchObject([{ announced: true }])
  expect(granted).toEqual(['granted', 'granted'])
  expect(announcedDays()).toEqual([TODAY])
})

describe('the function', () => {
  test.each([
    ['2026-07-13T15:05:00Z', '2026-07-14'],
    ['2026-07-13T15:00:00.000Z', '2026-07-14'],
    ['2026-07-13T14:59:59Z', '2026-07-13'],
    ['2026-07-14T00:05:00+09:00', '2026-07-14'],
    ['2026-12-31T15:05:00Z', '2027-01-01'],
  ])('scheduled for %s marks the day in Seoul at that time: %s', async (scheduledTime, day) => {
    expect((await run({ scheduledTime })).map(each => each.date)).toEqual([day])
    await expectMarked([day])
  })

  test('accepts a day from a manual run', async () => {
    expect((await run({ date: TODAY })).map(each => each.date)).toEqual([TODAY])
  })

  test.each([
    [{}],
    [null],
    [{ scheduledTime: 'tomorrow' }],
    [{ scheduledTime: '1' }],
    [{ scheduledTime: '2026-07-14' }],
    [{ scheduledTime: '2026-13-14T00:00:00Z' }],
    [{ scheduledTime: 20260714 }],
    [{ date: '2026-02-30' }],
    [{ date: '14 July' }],
  ])('refuses %j with an explanation, and writes nothing', async event => {
    await expect(run(event as JobEvent)).rejects.toThrow(
      'The event needs a scheduledTime as an RFC 3339 timestamp, or a date as YYYY-MM-DD',
    )
    expect(await marked()).toEqual([])
  })

  test('says so when the timeline is not loaded yet', async () => {
    tap.reset(async () => ({ status: 200, body: {} }))
    await expect(run({ date: TODAY })).rejects.toThrow('The timeline is not loaded yet')
  })
})

describe('SNS', () => {
  test('gets one message for a day, with a subject that mail can carry and attributes that identify it', async () => {
    await run({ date: TODAY })
    await run({ date: TODAY })
    await mark(TODAY, { highlights: { ...store.highlights, claim: async () => 'granted' } })
    expect(sns.published).toEqual([
      {
        topicArn: TOPIC_ARN,
        subject: 'Anniversaries on 14 July 2026: North Korean defectors and South Korea, 1997–2025',
        message: announcements[0]!.text,
        attributes: { identity: announcements[0]!.identity, date: TODAY },
      },
    ])
  })

  test.each([
    ['of ASCII', 'Events', 'Anniversaries on 14 July 2026: Events'],
    ['of 99 characters', 'x'.repeat(68), `Anniversaries on 14 July 2026: ${'x'.repeat(68)}`],
    ['cut to 99 characters', 'x'.repeat(69), `Anniversaries on 14 July 2026: ${'x'.repeat(68)}`],
    ['of Hangul', '사건', 'Anniversaries on 14 July 2026: 사건'],
    ['made of two lines', 'Two\r\nlines', 'Anniversaries on 14 July 2026: Two lines'],
    [
      'with a character that was cut in two replaced',
      `${'x'.repeat(67)}😀`,
      `Anniversaries on 14 July 2026: ${'x'.repeat(67)}\uFFFD`,
    ],
  ])('gets a subject %s', async (_, title, subject) => {
    const timeline = { ...contents.timeline, title: { en: title } }
    await markAnniversaries(services({ notifier: topic() }), timeline, TODAY)
    expect(sns.published.map(each => each.subject)).toEqual([subject])
  })

  test('that refuses is called once, the run fails, and a later run publishes', async () => {
    sns.reset('refuse')
    await expect(run({ date: TODAY })).rejects.toThrow('out of order')
    expect(sns.published).toHaveLength(1)
    expect(await store.highlights.watermark()).toBeUndefined()

    sns.reset()
    // The claim of the first run has expired.
    later += 6_000
    await run({ date: TODAY })
    expect(sns.published).toHaveLength(1)
    await expectMarked([TODAY])
  })

  test('that never answers is given up while the run still holds the claim', async () => {
    sns.reset('ignore')
    await expect(run({ date: TODAY })).rejects.toThrow(/timed? ?out/i)
    expect(sns.published).toHaveLength(1)
    const [claim] = (await allItems(store.client, store.tables.highlights)).filter(item => item.sk === TODAY)
    expect(claim).not.toHaveProperty('announcedAt')
    expect(await store.highlights.claim(TODAY, instantOf(Date.now()), START)).toBe('held')
  })
})

// From here on other events take the place of the chronology.

describe('a correction or deletion after the job', () => {
  const id = 'settlement-support-act-in-force'
  const small = [
    anAuthoredEvent({ id, date: '1997-07-14' }),
    anAuthoredEvent({ id: 'other', date: '2001-07-14' }),
    anAuthoredEvent({ id: 'third', date: '2016-07-15' }),
  ]
  const shown = async () =>
    (await withEvents(store.events, store.highlights.highlights(TODAY, TODAY, { limit: 10 }))).items.map(
      ({ event }) => event.title.en,
    )
  beforeEach(async () => {
    await store.emptyTables()
    await store.load(contentsOf(small))
    await mark(TODAY)
  })

  test('is visible at once', async () => {
    await store.writer.put({ ...small[0]!, title: { en: 'Corrected' } }, 1, START)
    await store.writer.delete('other', 1, START)
    expect(await shown()).toEqual(['Corrected'])
  })

  test('is followed when the day is run again: the version changes, and nothing is announced twice', async () => {
    await store.writer.put({ ...small[0]!, date: '1997-07-15' }, 1, START)
    await store.writer.delete('other', 1, START)
    await store.writer.put({ ...small[2]!, date: '2016-07-14', significance: 5 }, 1, START)
    const before = await store.events.metadata()
    expect(await mark(TODAY)).toEqual([{ date: TODAY, highlights: 1, more: 0, changed: true, announced: false }])
    expect((await store.highlights.highlights(TODAY, TODAY, { limit: 10 })).items).toEqual([
      { date: TODAY, eventId: 'third', kind: 'anniversary', years: 10, rank: 15 },
    ])
    expect((await store.events.metadata())?.version).not.toBe(before?.version)
    expect(announcedDays()).toEqual([TODAY])
    expect(await discrepancies(store)).toEqual([])
  })

  test('of all its events leaves nothing of the day', async () => {
    await store.writer.delete(id, 1, START)
    await store.writer.delete('other', 1, START)
    expect(await mark(TODAY)).toEqual([{ date: TODAY, highlights: 0, more: 0, changed: true, announced: false }])
    expect(await shown()).toEqual([])
  })
})

describe('a day with very many anniversaries', () => {
  const years = Array.from({ length: 600 }, (_, i) => 1927 + (i % 100))
  const events = years.map((year, i) =>
    anAuthoredEvent({ id: `event-${i}`, date: `${year}-07-14`, significance: 1 + (i % 5) }),
  )
  const others = [
    anAuthoredEvent({ id: 'to-come', date: '2030-07-14', significance: 5 }),
    anAuthoredEvent({ id: 'day-after', date: '2001-07-15' }),
  ]
  const expected = occurrencesOn([...events, ...others], TODAY, 'feb-28')
  const items = () => allItems(store.client, store.tables.highlights)
  beforeAll(async () => {
    await store.emptyTables()
    await store.load(contentsOf([...events, ...others]))
  })

  test('is marked with the hundred highest-ranked ones, and the rest is counted', async () => {
    // Six are of this year, and one of a year to come.
    expect(expected).toHaveLength(594)
    const result = { date: TODAY, highlights: 100, more: 494, changed: true, announced: true }
    expect(await mark(TODAY)).toEqual([result])
    const found = await items()
    const marks = found.filter(({ pk }) => pk !== 'LEDGER').map(({ occurrence }) => occurrence)
    expect(new Set(marks)).toEqual(new Set(expected.slice(0, 100)))
    expect(marks).toHaveLength(100)
    expect(found.find(({ sk }) => sk === TODAY)).toEqual({ pk: 'LEDGER', sk: TODAY, announcedAt: START })
    expect(await discrepancies(store)).toEqual([])
  })

  test('is left unchanged by another run', async () => {
    await mark(TODAY)
    const before = await whatRunsChange()
    expect(await mark(TODAY)).toMatchObject([{ highlights: 100, more: 494, changed: false, announced: false }])
    expect(await whatRunsChange()).toEqual(before)
  })

  test('is announced with those, some of them in words, and the number and address of the others', async () => {
    await mark(TODAY)
    const [{ occurrences, more, text }] = announcements as [Announcement]
    expect(occurrences).toEqual(
      expected.slice(0, 100).map(occurrence => ({ ...occurrence, url: `${PUBLIC_URL}/events/${occurrence.eventId}` })),
    )
    expect(more).toBe(494)
    const [english, korean] = text.split('\n\n').map(section => section.split('\n'))
    const day = `/on/${TODAY.slice(5)}`
    expect(english!.slice(-2)).toEqual(['- and 574 more', `  ${PUBLIC_URL}${day}`])
    expect(korean!.slice(-2)).toEqual(['- 그 밖에 574건', `  ${PUBLIC_URL}/ko${day}`])
    expect(english!.filter(line => line.includes('/events/'))).toEqual(
      expected.slice(0, 20).map(({ eventId }) => `  ${PUBLIC_URL}/events/${eventId}`),
    )
  })

  test('is printed on a laptop: the announcement, and a line about the run', async () => {
    const lines: string[] = []
    const config = { ...localStore(tap.endpoint), publicUrl: PUBLIC_URL }
    await runAnniversaries(config, { date: TODAY }, line => lines.push(line))
    expect(lines).toEqual([
      expect.stringContaining('- and 574 more'),
      `Highlights ${TODAY}: 100 marked, 494 more counted, announced`,
    ])
  })

  test('costs the function no more than its highlights, and uses only what the stack grants', async () => {
    await run({ date: TODAY })
    const read = tap.calls.filter(({ action }) => action === 'Query').map(({ answer }) => answer!.body.ScannedCount)
    // Of the day's entries, twice of counts, of this year and later, and of what was marked before.
    expect(read.length).toBeLessThanOrEqual(30)
    expect(read.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(200)
    expect(sns.published).toHaveLength(1)

    await run({ date: '2026-07-15' })
    await Promise.all([run({ date: '2026-07-16' }), run({ date: TODAY })])
    expect(accessUsed(tap.calls)).toEqual([...JOBS.anniversaries.access].sort())
  })
})
