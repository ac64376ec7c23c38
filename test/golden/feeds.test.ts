/** The bytes of every feed in every language and format, for the ordinary and the awkward; `test/support/golden.ts` says how to rewrite them. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import type { StoredEvent, Tombstone } from '../../lambdas/domain/event.ts'
import type { RenderContext } from '../../lambdas/domain/view.ts'
import { atom } from '../../lambdas/feeds/atom.ts'
import type { Feed } from '../../lambdas/feeds/feed.ts'
import { jsonFeed } from '../../lambdas/feeds/json-feed.ts'
import { rss } from '../../lambdas/feeds/rss.ts'
import { anEvent, aTimeline } from '../support/events.ts'
import { goldenFile, writesGolden } from '../support/golden.ts'
import { anniversaries, aSetting, highlightsOf, linked, timelineOf, updates } from '../support/syndication.ts'
import { claimed, source } from './events.ts'

const FOLDER = import.meta.dirname
const FORMATS = { rss, atom, json: jsonFeed }
const LANGUAGES = ['en', 'ko']

const act = anEvent({ tags: [{ id: 'settlement', name: { en: 'Settlement', ko: '정착' } }] })
const day = anEvent({
  id: 'day-proclaimed',
  date: '2024-07-14',
  title: { en: 'A day for them is proclaimed', ko: '기념일 제정' },
  summary: { en: 'The government made 14 July a day of commemoration.', ko: '정부가 7월 14일을 기념일로 정했다.' },
  significance: 4,
  observance: { since: 2024, name: { en: 'Defectors’ Day', ko: '북한이탈주민의 날' } },
})
const disputed = anEvent({
  ...claimed,
  id: 'people-return',
  date: '2008-02-08',
  title: { en: 'People are sent back', ko: '송환' },
  status: 'disputed',
  attribution: { en: 'The Ministry: at their own wish. The crew: by force.', ko: '부처: 본인 희망. 선원: 강제.' },
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-03-02T15:30:00Z',
  revision: 2,
})
const reported = anEvent({
  ...claimed,
  id: 'office-opens',
  date: '2006-07',
  title: { en: 'An office opens', ko: '사무소 개소' },
  status: 'reported',
  figures: [],
})
const approximate = anEvent({
  id: 'school-opens',
  date: '1999-07-14~',
  title: { en: 'A school opens', ko: '학교 개교' },
})
const tombstone: Tombstone = {
  id: 'withdrawn',
  deleted: true,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-05-05T05:05:05Z',
  revision: 2,
}
const characters = anEvent({
  title: {
    en: 'Q&A: is 1 < 2 > 0? "Yes" – it’s <b>so</b> \u0007😀 ]]>',
    ko: '질문 & 답 <b>"예"</b> \u0007😀한글\uFFFE ]]>',
  },
  summary: {
    en: 'First line.\r\n\tSecond: ]]> &amp; \uFFFE\uD800 👩‍👩‍👧 한글',
    ko: '첫째 줄.\n둘째: ]]> &amp; \uDC00👩‍👩‍👧',
  },
  status: 'reported',
  attribution: { en: '"Q & A" <desk@paper.example>', ko: "'문답' & <부서>" },
  sources: [{ ...source, title: '</a><script>alert("1")</script>', publisher: 'A & B' }],
})
const onlyEnglish = anEvent({ title: { en: 'In English only' }, summary: { en: 'Nobody has translated this yet.' } })
const onlyKorean = anEvent({ id: 'only-korean', title: { ko: '한국어로만' }, summary: { ko: '아직 번역이 없다.' } })

/** The highlights of `days` as the handler reads them: the latest day first. */
const marked = (events: readonly StoredEvent[], ...days: string[]) =>
  days.flatMap(day => highlightsOf(events, [day], aTimeline()))

const CASES: Record<string, (context: RenderContext) => Feed> = {
  anniversaries: context =>
    anniversaries(marked([act, day, claimed, reported, approximate], '2026-07-14', '2026-07-01'), context),
  updates: context => updates([tombstone, disputed, claimed, reported, day, act], context),
  'anniversaries-empty': context => anniversaries([], context),
  'updates-empty': context => updates([], context),
  'updates-one': context => updates([act], context),
  'anniversaries-characters': context => anniversaries(marked([characters], '2026-07-14'), context),
  'anniversaries-dates': context =>
    anniversaries(
      marked(
        [
          anEvent({ id: 'leap-day', date: '2004-02-29' }),
          anEvent({ id: 'first-year', date: '0001-02-28' }),
          anEvent({ id: 'rome', date: '0476-09-04' }),
        ],
        '2028-02-29',
        '2026-09-04',
        '2026-02-28',
      ),
      context,
    ),
  'updates-dates': context =>
    updates(
      ['2004-02-29', '0001-01-01', '0476-09-04', '0476', '2007-06~', '2005~/2007-03?'].map((date, index) =>
        anEvent({ id: `event-${index}`, date }),
      ),
      context,
    ),
  'updates-untranslated': context => updates([onlyEnglish, onlyKorean], context),
  timeline: context => timelineOf([day, disputed, claimed, reported, act], context),
  'timeline-empty': context => timelineOf([], context),
  'timeline-one': context => timelineOf([act], context),
  'timeline-characters': context => timelineOf([characters], context),
  'timeline-dates': context =>
    timelineOf(
      ['2007-06~', '2004-02-29', '0476-09-04', '0476', '0001-01-01'].map((date, index) =>
        anEvent({ id: `event-${index}`, date }),
      ),
      context,
    ),
  'timeline-untranslated': context => timelineOf([onlyEnglish, onlyKorean], context),
  'timeline-links': context => linked(timelineOf([act], context)),
  'updates-characters': context => updates([characters], context),
  'updates-links': context => linked(updates([act], context)),
}

const FILES = Object.entries(CASES).flatMap(([name, make]) =>
  LANGUAGES.flatMap(language =>
    Object.entries(FORMATS).map(([extension, serialize]) => ({
      file: `${name}.${language}.${extension}`,
      write: () => serialize(make(aSetting(language))),
    })),
  ),
)

test.each(FILES)('$file holds the feed, byte for byte', ({ file, write }) => {
  const actual = write()
  expect(actual).toBe(goldenFile(FOLDER, file, actual))
})

/** Of `ten-thousand-items.thorough.ts`. */
const MANY = 'ten-thousand-items.txt'

test('every golden file belongs to a feed', () => {
  const files = readdirSync(FOLDER).filter(file => !/\.(ts|ics|csv|ndjson|timelinejs)$/.test(file))
  expect(files.sort()).toEqual([...FILES.map(({ file }) => file), MANY].sort())
})

describe('golden files', () => {
  test('are written only on request', () => {
    expect(writesGolden({ UPDATE_GOLDEN: '1' })).toBe(true)
    expect(writesGolden({})).toBe(false)
  })

  test('are never written in CI', () => {
    expect(() => writesGolden({ UPDATE_GOLDEN: '1', CI: 'true' })).toThrow('UPDATE_GOLDEN is refused')
  })
})
