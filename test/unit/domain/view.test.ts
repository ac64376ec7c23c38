/** What is shown of events, occurrences and series in one language, held to the schemas that are published. */
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Occurrence } from '../../../lambdas/domain/anniversary.ts'
import { type Series, type Source, STATUSES, type StoredEvent } from '../../../lambdas/domain/event.ts'
import {
  eventUrl,
  eventView,
  markedTitle,
  occurrenceView,
  type RenderContext,
  seriesSummaryView,
  seriesView,
} from '../../../lambdas/domain/view.ts'
import { EventView, OccurrenceView, SeriesSummaryView, SeriesView } from '../../../lambdas/domain/view-schema.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import { IMAGE } from '../../support/images.ts'

const ajv = new Ajv2020({ allErrors: true })
addFormats.default(ajv)

/** The given view, once it is known to be of the shape that is published. */
function valid<T>(schema: object, view: T): T {
  ajv.validate(schema, view)
  expect(ajv.errors ?? []).toEqual([])
  return view
}

const english: RenderContext = { language: 'en', timeline: aTimeline(), publicUrl: 'https://annals.example' }
const korean: RenderContext = { ...english, language: 'ko' }

const sources: Source[] = [
  {
    title: 'Communiqué',
    language: 'fr',
    publisher: 'The Ministry',
    url: 'https://ministry.example/1?a=b&c=d',
    published: '2007-06',
    supports: { en: 'the number of people', ko: '인원' },
  },
  {
    title: { en: 'Report on the arrival', ko: '도착에 관한 보도' },
    publisher: 'The Paper',
    url: 'https://paper.example/',
    supports: 'the day',
  },
]

const sourcesInEnglish = [
  {
    title: 'Communiqué',
    language: 'fr',
    publisher: 'The Ministry',
    url: 'https://ministry.example/1?a=b&c=d',
    reference: null,
    published: '2007-06',
    supports: 'the number of people',
  },
  {
    title: 'Report on the arrival',
    language: null,
    publisher: 'The Paper',
    url: 'https://paper.example/',
    reference: null,
    published: null,
    supports: 'the day',
  },
]

/** An event that has everything an event can have, in both languages. */
const full: StoredEvent = anEvent({
  id: 'people-arrive',
  date: '2007-05-31/2007-06~',
  title: { en: 'People arrive', ko: '사람들 도착' },
  summary: { en: 'Some people arrived.', ko: '몇 사람이 도착했다.' },
  tags: [{ id: 'sea', name: { en: 'By sea', ko: '해상' } }],
  actors: [{ id: 'ministry', name: { en: 'The Ministry', ko: '부처' } }],
  places: [
    { id: 'seoul', name: { en: 'Seoul', ko: '서울' }, country: 'KR', latitude: 37.57, longitude: 126.98 },
    { id: 'at-sea', name: { en: 'At sea', ko: '바다' } },
  ],
  significance: 4,
  status: 'claimed',
  attribution: { en: 'The Ministry', ko: '부처' },
  note: { en: 'Papers differ.', ko: '신문마다 다르다.' },
  image: IMAGE,
  figures: [
    { label: { en: 'arrivals', ko: '도착' }, value: 8.5, unit: { id: 'people', name: { en: 'people', ko: '명' } } },
  ],
  observance: { since: 2008, name: { en: 'Arrival Day', ko: '도착의 날' } },
  related: ['act-in-force'],
  sources,
  updatedAt: '2026-02-01T00:00:00Z',
  revision: 2,
})

const withoutParts = anEvent()

describe('an event', () => {
  test('is shown in English', () => {
    expect(valid(EventView, eventView(full, english))).toEqual({
      id: 'people-arrive',
      url: 'https://annals.example/events/people-arrive',
      date: {
        edtf: '2007-05-31/2007-06~',
        start: '2007-05-31',
        end: '2007-06-30',
        precision: 'interval',
        approximate: true,
        uncertain: false,
        text: '31 May 2007 to about June 2007',
      },
      title: 'People arrive',
      summary: 'Some people arrived.',
      category: { id: 'law', name: 'Law' },
      tags: [{ id: 'sea', name: 'By sea' }],
      actors: [{ id: 'ministry', name: 'The Ministry' }],
      places: [
        { id: 'seoul', name: 'Seoul', country: 'KR', latitude: 37.57, longitude: 126.98 },
        { id: 'at-sea', name: 'At sea', country: null, latitude: null, longitude: null },
      ],
      significance: 4,
      status: 'claimed',
      attribution: 'The Ministry',
      note: 'Papers differ.',
      image: {
        url: 'https://annals.example/media/0123456789abcdef/mill.png',
        type: 'image/png',
        bytes: 1234,
        width: 1600,
        height: 900,
        alt: 'A mill & a pond',
        credit: 'A. <Photographer>',
        licence: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
        source: 'https://archive.example/mill?a=b&c=d',
      },
      figures: [{ label: 'arrivals', value: 8.5, unit: { id: 'people', name: 'people' } }],
      observance: { since: 2008, name: 'Arrival Day' },
      related: ['act-in-force'],
      sources: sourcesInEnglish,
      language: 'en',
      untranslated: [],
      languages: {},
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: '2026-02-01T00:00:00Z',
      revision: 2,
    })
  })

  test('is shown in Korean under an address that says so', () => {
    expect(valid(EventView, eventView(full, korean))).toMatchObject({
      url: 'https://annals.example/ko/events/people-arrive',
      date: { text: '2007년 5월 31일~2007년 6월경' },
      title: '사람들 도착',
      summary: '몇 사람이 도착했다.',
      category: { id: 'law', name: '법률' },
      tags: [{ id: 'sea', name: '해상' }],
      actors: [{ id: 'ministry', name: '부처' }],
      places: [{ name: '서울' }, { name: '바다' }],
      attribution: '부처',
      note: '신문마다 다르다.',
      image: { alt: '물방앗간과 연못' },
      figures: [{ label: '도착', unit: { id: 'people', name: '명' } }],
      observance: { since: 2008, name: '도착의 날' },
      sources: [
        { title: 'Communiqué', supports: '인원' },
        { title: '도착에 관한 보도', supports: 'the day' },
      ],
      language: 'ko',
      untranslated: [],
    })
  })

  test('without optional parts has nulls and empty lists in their place', () => {
    expect(valid(EventView, eventView(withoutParts, english))).toMatchObject({
      attribution: null,
      note: null,
      image: null,
      observance: null,
      tags: [],
      actors: [],
      places: [],
      figures: [],
      related: [],
      sources: [{ published: null }],
      untranslated: [],
    })
  })

  test('has nothing in it that is not a value of JSON', () => {
    for (const event of [full, withoutParts]) {
      const view = eventView(event, english)
      expect(JSON.parse(JSON.stringify(view))).toStrictEqual(view)
    }
  })

  test('shows a missing translation in the default language and lists its field', () => {
    const event = anEvent({ title: { en: 'People arrive' }, note: { en: 'Papers differ.' } })
    expect(valid(EventView, eventView(event, korean))).toMatchObject({
      title: 'People arrive',
      summary: '법률이 시행되었다.',
      note: 'Papers differ.',
      language: 'ko',
      untranslated: ['title', 'note'],
      languages: { title: 'en', note: 'en' },
    })
  })

  test('lists each field once, however many of its texts lack a translation', () => {
    const tag = (id: string) => ({ id, name: { en: id } })
    const view = eventView(anEvent({ tags: [tag('a'), tag('b')] }), korean)
    expect(view.untranslated).toEqual(['tags'])
    expect(view.languages).toEqual({ 'tags.0.name': 'en', 'tags.1.name': 'en' })
  })

  test('lists every field that can lack a translation', () => {
    const swedish: RenderContext = { ...english, language: 'sv', timeline: aTimeline({ languages: ['en', 'sv'] }) }
    const view = valid(EventView, eventView(full, swedish))
    expect(new Set(view.untranslated)).toEqual(
      new Set([
        'title',
        'image',
        'summary',
        'category',
        'tags',
        'actors',
        'places',
        'attribution',
        'note',
        'figures',
        'observance',
        'sources',
      ]),
    )
    expect(view.title).toBe('People arrive')
  })

  test('is shown in whatever language it has when it has none of the timeline', () => {
    const view = eventView(anEvent({ title: { ja: '到着' } }), english)
    expect(view.title).toBe('到着')
    expect(view.untranslated).toEqual(['title'])
    expect(view.languages).toEqual({ title: 'ja' })
  })
})

test('the address of an event names the language unless it is the default', () => {
  expect(eventUrl('raft', english)).toBe('https://annals.example/events/raft')
  expect(eventUrl('raft', korean)).toBe('https://annals.example/ko/events/raft')
  const koreanFirst = { ...korean, timeline: aTimeline({ languages: ['ko', 'en'] }) }
  expect(eventUrl('raft', koreanFirst)).toBe('https://annals.example/events/raft')
})

const occurrence: Occurrence = { date: '2026-07-14', eventId: 'act-in-force', kind: 'anniversary', years: 29, rank: 3 }

describe('a title that stands alone', () => {
  test('is the title itself when confirmed', () => {
    expect(markedTitle(eventView(withoutParts, english))).toBe('The Act enters into force')
  })

  test.each([
    ['reported', '[Reported] The Act enters into force', '[보도] 법률 시행'],
    ['claimed', '[Claimed] The Act enters into force', '[주장] 법률 시행'],
    ['disputed', '[Disputed] The Act enters into force', '[이견 있음] 법률 시행'],
  ] as const)('says that it is %s', (status, inEnglish, inKorean) => {
    const event = anEvent({ status, attribution: { en: 'A paper', ko: '한 신문' } })
    expect(markedTitle(eventView(event, english))).toBe(inEnglish)
    expect(markedTitle(eventView(event, korean))).toBe(inKorean)
  })

  test.each(STATUSES.filter(status => status !== 'confirmed'))('says so in every occurrence of what is %s', status => {
    const event = anEvent({ status, attribution: { en: 'A paper' } })
    for (const kind of ['anniversary', 'month'] as const) {
      const view = valid(OccurrenceView, occurrenceView({ ...occurrence, kind }, event, english))
      expect(view.text).toContain(`: ${markedTitle(view.event)}`)
      expect(view.text).not.toContain(': The Act')
    }
  })
})

describe('an occurrence', () => {
  test('is the event with how long ago it was', () => {
    expect(valid(OccurrenceView, occurrenceView(occurrence, withoutParts, english))).toEqual({
      date: '2026-07-14',
      kind: 'anniversary',
      years: 29,
      rank: 3,
      text: '29 years ago today: The Act enters into force',
      event: eventView(withoutParts, english),
    })
    expect(valid(OccurrenceView, occurrenceView(occurrence, withoutParts, korean)).text).toBe('29년 전 오늘: 법률 시행')
  })

  test('of a month says so', () => {
    const ofMonth: Occurrence = { ...occurrence, date: '2026-07-01', kind: 'month' }
    expect(valid(OccurrenceView, occurrenceView(ofMonth, anEvent({ date: '1997-07' }), english)).text).toBe(
      'This month, 29 years ago: The Act enters into force',
    )
  })

  test('that is an observance goes by its own name', () => {
    const observed: Occurrence = { ...occurrence, kind: 'observance', years: 3 }
    expect(valid(OccurrenceView, occurrenceView(observed, full, english)).text).toBe('3rd Arrival Day')
    expect(valid(OccurrenceView, occurrenceView(observed, full, korean)).text).toBe('제3회 도착의 날')
  })
})

describe('a series', () => {
  const series: Series = {
    id: 'arrivals',
    title: { en: 'Arrivals', ko: '입국자' },
    description: { en: 'People who arrived.', ko: '입국한 사람.' },
    unit: { id: 'people', name: { en: 'people', ko: '명' } },
    points: [
      {
        year: '1998',
        value: 71,
        cumulative: 947,
        basis: { en: 'The Ministry', ko: '부처' },
        disagreements: [{ en: 'A paper says 72.', ko: '한 신문은 72명이라고 한다.' }],
        sources,
      },
      { year: '1999', value: 148, basis: { en: 'The Ministry' }, disagreements: [], sources: withoutParts.sources },
    ],
  }

  test('is shown in English', () => {
    expect(valid(SeriesView, seriesView(series, english))).toEqual({
      id: 'arrivals',
      url: 'https://annals.example/v1/series/arrivals',
      title: 'Arrivals',
      description: 'People who arrived.',
      unit: { id: 'people', name: 'people' },
      partOf: null,
      language: 'en',
      untranslated: [],
      languages: {},
      points: [
        {
          year: '1998',
          value: 71,
          cumulative: 947,
          basis: 'The Ministry',
          disagreements: ['A paper says 72.'],
          sources: sourcesInEnglish,
        },
        {
          year: '1999',
          value: 148,
          cumulative: null,
          basis: 'The Ministry',
          disagreements: [],
          sources: [{ ...withoutParts.sources[0], language: null, reference: null, published: null }],
        },
      ],
    })
  })

  test('is shown in Korean, with what is not translated in the default language', () => {
    const view = valid(SeriesView, seriesView(series, korean))
    expect(view).toMatchObject({
      url: 'https://annals.example/v1/series/arrivals?lang=ko',
      title: '입국자',
      language: 'ko',
      untranslated: ['basis'],
      languages: { 'points.1.basis': 'en' },
    })
    expect(view.points.map(point => point.basis)).toEqual(['부처', 'The Ministry'])
  })

  test('has a summary without its points', () => {
    const { points, ...head } = series
    const { points: shown, ...summary } = seriesView(series, english)
    expect(shown).toHaveLength(points.length)
    expect(valid(SeriesSummaryView, seriesSummaryView(head, english))).toEqual(summary)
  })
})
