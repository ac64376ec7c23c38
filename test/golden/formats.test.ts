/** The bytes of lists of events in every format and language, for the ordinary and the awkward; `test/support/golden.ts` says how to rewrite them. */
import { readdirSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import type { StoredEvent } from '../../lambdas/domain/event.ts'
import { eventView, type RenderContext } from '../../lambdas/domain/view.ts'
import type { EventView } from '../../lambdas/domain/view-schema.ts'
import { csv } from '../../lambdas/formats/csv.ts'
import { ndjson } from '../../lambdas/formats/ndjson.ts'
import { timelineJs } from '../../lambdas/formats/timelinejs.ts'
import { anEvent } from '../support/events.ts'
import { goldenFile } from '../support/golden.ts'
import { aSetting } from '../support/syndication.ts'

const FOLDER = import.meta.dirname
const LANGUAGES = ['en', 'ko']

const FORMATS: Record<string, (views: EventView[], context: RenderContext) => string> = {
  csv: views => csv(views),
  ndjson: views => ndjson(views),
  // Indented, to be read.
  timelinejs: (views, context) => `${JSON.stringify(timelineJs(views, context), undefined, 2)}\n`,
}

const act = anEvent({
  tags: [{ id: 'settlement', name: { en: 'Settlement', ko: '정착' } }],
  related: ['day-proclaimed'],
})
const day = anEvent({
  id: 'day-proclaimed',
  date: '2024-07-14',
  title: { en: 'A day for them is proclaimed', ko: '기념일 제정' },
  summary: { en: 'The government made 14 July a day of commemoration.', ko: '정부가 7월 14일을 기념일로 정했다.' },
  observance: { since: 2024, name: { en: 'Defectors’ Day', ko: '북한이탈주민의 날' } },
})
const claimed = anEvent({
  id: 'people-arrive',
  date: '2007-06~',
  title: { en: 'People arrive by sea', ko: '해상으로 도착' },
  summary: { en: 'Some 1,600 people landed.', ko: '1,600여 명이 상륙했다.' },
  category: { id: 'arrival', name: { en: 'Arrivals', ko: '입국' } },
  actors: [{ id: 'crew', name: { en: 'The crew', ko: '선원' } }],
  places: [
    { id: 'yeonpyeong', name: { en: 'Yeonpyeong', ko: '연평도' }, country: 'KR', latitude: 37.7, longitude: 125.7 },
  ],
  significance: 4,
  status: 'claimed',
  attribution: { en: 'The crew, as quoted by a newspaper', ko: '선원(신문 인용)' },
  note: { en: 'The Ministry counted 1,580.', ko: '부처 집계는 1,580명이다.' },
  figures: [
    {
      label: { en: 'Arrivals', ko: '입국 인원' },
      value: 1600,
      unit: { id: 'people', name: { en: 'people', ko: '명' } },
    },
  ],
  sources: [
    {
      title: '해상으로 도착',
      publisher: '신문',
      url: 'https://paper.example/%EA%B8%B0%EC%82%AC',
      published: '2007-06~',
      supports: 'the month',
    },
    {
      title: 'Communiqué of 3 July',
      publisher: 'The Ministry',
      url: 'https://ministry.example/1?a=b&c=d',
      published: '2007-07-03',
      supports: 'the number of people',
    },
  ],
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-03-02T15:30:00Z',
  revision: 2,
})
const visit = anEvent({
  id: 'commission-visits',
  date: '2013-08-20/2013-08-24?',
  title: { en: 'A commission visits', ko: '위원회 방문' },
  status: 'disputed',
  attribution: { en: 'The commission: five days. The hosts: four.', ko: '위원회: 닷새. 주최 측: 나흘.' },
})
const characters = ['=1+1', '+82', '-5 °C', '@home', '\t\r\n', "'Comfort'", '\u200F=1', '\u0000=1', '"a", "b"; c'].map(
  (text, index) =>
    anEvent({
      id: `event-${index}`,
      title: { en: `${text} Q&A <b>`, ko: `${text} 질문 & 답 <b>` },
      summary: { en: `First.\r\nSecond: ${text}\u2028\u0007😀👩‍👩‍👧 שלום\u202E`, ko: `첫째.\n둘째: ${text}\u2029한글` },
      category: { id: 'law', name: { en: text, ko: '&lt;b&gt; <script>' } },
      sources: [{ title: '</a><script>', publisher: 'A & "B"', url: 'https://www.law.example/?a;b', supports: 'all' }],
    }),
)
const dates = ['0001-01-01', '0033', '0476-09', '0999-12-31/1000-01-02', '2005/2007', '1999%', '9999-12-31'].map(
  (date, index) => anEvent({ id: `event-${index}`, date }),
)
const untranslated = [
  anEvent({ title: { en: 'In English only' }, summary: { en: 'Nobody has translated this yet.' } }),
  anEvent({ id: 'only-korean', title: { ko: '한국어로만' }, summary: { ko: '아직 번역이 없다.' } }),
]

const CASES: Record<string, readonly StoredEvent[]> = {
  events: [act, claimed, visit, day],
  'events-empty': [],
  'events-characters': characters,
  'events-dates': dates,
  'events-untranslated': untranslated,
}

const FILES = Object.entries(CASES).flatMap(([name, events]) =>
  LANGUAGES.flatMap(language =>
    Object.entries(FORMATS).map(([format, write]) => {
      const context = aSetting(language)
      return {
        file: `${name}.${language}.${format}`,
        write: () =>
          write(
            events.map(event => eventView(event, context)),
            context,
          ),
      }
    }),
  ),
)

test.each(FILES)('$file holds the events, byte for byte', ({ file, write }) => {
  const actual = write()
  expect(actual).toBe(goldenFile(FOLDER, file, actual))
})

test('every golden list of events belongs to a case', () => {
  const files = readdirSync(FOLDER).filter(file => /\.(csv|ndjson|timelinejs)$/.test(file))
  expect(files.sort()).toEqual(FILES.map(({ file }) => file).sort())
})
