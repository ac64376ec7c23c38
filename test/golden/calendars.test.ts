/** The bytes of both calendars in every language, for the ordinary and the awkward; `test/support/golden.ts` says how to rewrite them. */
import { readdirSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { LEAP_DAY_RULES, type StoredEvent, type Timeline } from '../../lambdas/domain/event.ts'
import type { CalendarEvents } from '../../lambdas/feeds/calendar.ts'
import { icalendar } from '../../lambdas/feeds/icalendar.ts'
import { aCalendar, CALENDAR_NAMES } from '../support/calendars.ts'
import { anEvent, aTimeline } from '../support/events.ts'
import { goldenFile } from '../support/golden.ts'
import { aSetting } from '../support/syndication.ts'
import { claimed as plainClaim, source } from './events.ts'

const FOLDER = import.meta.dirname
const LANGUAGES = ['en', 'ko']

const act = anEvent({ tags: [{ id: 'settlement', name: { en: 'Settlement', ko: '정착' } }] })
const day = anEvent({
  id: 'day-proclaimed',
  date: '2024-07-14',
  title: { en: 'A day for them is proclaimed', ko: '기념일 제정' },
  summary: { en: 'The government made 14 July a day of commemoration.', ko: '정부가 7월 14일을 기념일로 정했다.' },
  observance: { since: 2024, name: { en: 'Defectors’ Day', ko: '북한이탈주민의 날' } },
})
const claimed = {
  ...plainClaim,
  // Commas and semicolons, which separate values in iCalendar.
  sources: [plainClaim.sources[0]!, { ...source, url: 'https://ministry.example/1?a=b,c;d=e' }],
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-03-02T15:30:00Z',
  revision: 2,
}
const visit = anEvent({
  id: 'commission-visits',
  date: '2013-08-20/2013-08-24~',
  title: { en: 'A commission visits', ko: '위원회 방문' },
  status: 'disputed',
  attribution: { en: 'The commission: five days. The hosts: four.', ko: '위원회: 닷새. 주최 측: 나흘.' },
})
const month = anEvent({ id: 'office-opens', date: '2006-07' })
const year = anEvent({ id: 'office-closes', date: '2020' })
const characters = anEvent({
  title: {
    en: 'Q&A; "what, where?" \\ C:\\new \u0007\u007F😀',
    ko: '질문; "무엇을, 어디서?" \\ \u0007😀한글\uFFFE',
  },
  summary: {
    en: `First line.\r\n\tSecond, after a tab.\rThird: \uFFFE\uD800👩‍👩‍👧 ${'x,'.repeat(60)}${'\\'.repeat(80)}`,
    ko: '첫째 줄.\n둘째: \uDC00👩‍👩‍👧 BEGIN:VEVENT\r\nEND:VEVENT',
  },
  category: { id: 'law', name: { en: 'Law, and order', ko: '법률, 질서' } },
  sources: [
    { title: 'A; B, C', publisher: 'D\\E', url: `https://law.example/${'a,b;'.repeat(40)}`, supports: 'everything' },
  ],
})
/** Emoji and Hangul that begin at each of the octets around the 75th, in a line that begins `SUMMARY:`. */
const octets = ['😀', '한', ',', '\\', '\n'].flatMap((part, kind) =>
  [73, 74, 75, 76, 77].map(octet => {
    const title = `${'x'.repeat(octet - 'SUMMARY:'.length - 1)}${part}${'y'.repeat(8)}`
    return anEvent({ id: `octet-${kind}-${octet}`, title: { en: title, ko: title } })
  }),
)
const onlyEnglish = anEvent({ title: { en: 'In English only' }, summary: { en: 'Nobody has translated this yet.' } })
const onlyKorean = anEvent({ id: 'only-korean', title: { ko: '한국어로만' }, summary: { ko: '아직 번역이 없다.' } })
const leapDays = [
  anEvent({ id: 'leap-day', date: '2004-02-29' }),
  anEvent({ id: 'before-1900', date: '1896-02-29' }),
  anEvent({ id: 'kept', date: '2000-02-29', observance: { since: 2001, name: { en: 'Leap Day', ko: '윤일' } } }),
]
const earlyAndLate = ['0001-01-01', '0476-09-04', '0999-12-31/1000-01-02', '9999-12-31'].map((date, index) =>
  anEvent({ id: `event-${index}`, date }),
)

interface Case {
  events: readonly StoredEvent[]
  selection?: Partial<CalendarEvents>
  timeline?: Partial<Timeline>
}

const CASES: Record<string, Case> = {
  '': { events: [act, day, claimed, visit, month, year] },
  '-empty': { events: [] },
  '-one': { events: [act] },
  '-nothing-known-to-the-day': { events: [month] },
  '-most-significant': { events: [act, month], selection: { total: 12_345, changedAt: '2026-05-05T05:05:05Z' } },
  '-characters': { events: [characters] },
  '-octets': { events: octets },
  '-dates': { events: earlyAndLate },
  '-untranslated': { events: [onlyEnglish, onlyKorean], timeline: { title: { en: 'In English only' } } },
  ...Object.fromEntries(
    LEAP_DAY_RULES.map(leapDay => [`-leap-day-${leapDay}`, { events: leapDays, timeline: { leapDay } }]),
  ),
}

const FILES = CALENDAR_NAMES.flatMap(name =>
  Object.entries(CASES).flatMap(([suffix, { events, selection, timeline }]) =>
    LANGUAGES.map(language => ({
      file: `${name}${suffix}.${language}.ics`,
      write: () => icalendar(aCalendar(name, events, aSetting(language, aTimeline(timeline)), selection)),
    })),
  ),
)

test.each(FILES)('$file holds the calendar, byte for byte', ({ file, write }) => {
  const actual = write()
  expect(actual).toBe(goldenFile(FOLDER, file, actual))
})

test('every golden calendar belongs to a case', () => {
  const files = readdirSync(FOLDER).filter(file => file.endsWith('.ics'))
  expect(files.sort()).toEqual(FILES.map(({ file }) => file).sort())
})
