import { describe, expect, test } from '@jest/globals'
import { eventView } from '../../../lambdas/domain/view.ts'
import {
  CITATION_WRITERS,
  eventCitation,
  plainCitation,
  seriesCitation,
  timelineCitation,
} from '../../../lambdas/formats/citation.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import { A_VERSION, aSetting } from '../../support/page-data.ts'

const published = aSetting({ timeline: aTimeline({ publisher: { name: { en: 'A & B', ko: '가나' } } }) })
const claim = {
  title: { en: 'An {Act} costs 5 % & more', ko: '법 시행' },
  status: 'claimed',
  attribution: { en: 'A committee', ko: '위원회' },
} as const
const citationOf = (overrides: Parameters<typeof anEvent>[0] = {}, context = published) =>
  eventCitation(eventView(anEvent({ updatedAt: '2026-03-01T00:00:00Z', revision: 2, ...overrides }), context), context)

describe('the citation of an event', () => {
  test('is a sentence that says what it is, in which version, when it happened, who says so, and where it stays', () => {
    expect(plainCitation(citationOf(claim))).toBe(
      '“[Claimed] An {Act} costs 5 % & more”, A timeline, A & B, version of 1 March 2026. 14 July 1997. Claimed. According to: A committee. https://annals.example/events/act-in-force',
    )
    expect(plainCitation(citationOf(claim, { ...published, language: 'ko' }))).toBe(
      '「[주장] 법 시행」, 연표, 가나, 2026년 3월 1일 판. 1997년 7월 14일. 주장. 근거: 위원회. https://annals.example/ko/events/act-in-force',
    )
  })

  test('is dated by the version in the zone of the timeline', () => {
    expect(citationOf({ updatedAt: '2026-02-28T15:00:00Z' }).day).toBe('2026-03-01')
  })

  test('names no publisher that the timeline does not name', () => {
    expect(citationOf({}, aSetting())).not.toHaveProperty('publisher')
  })

  test('as BibTeX escapes what TeX would read', () => {
    const title = { en: 'Été \\ ~ ^ {a} $1 50 % A & B #1 a_b', ko: '하나' }
    expect(CITATION_WRITERS.bib(citationOf({ title }))).toBe(`@misc{act-in-force,
  title = {{Été \\textbackslash{} \\textasciitilde{} \\textasciicircum{} \\textbraceleft{}a\\textbraceright{} \\$1 50 \\% A \\& B \\#1 a\\_b}},
  howpublished = {A timeline},
  publisher = {{A \\& B}},
  year = {2026},
  month = mar,
  day = {1},
  version = {2},
  url = {https://annals.example/events/act-in-force},
  language = {en},
  note = {14 July 1997.}
}
`)
  })

  test('as RIS has one line for each field, whatever the texts are', () => {
    const title = { en: 'One\nER  - \r\nTY  - BOOK', ko: '하나' }
    expect(CITATION_WRITERS.ris(citationOf({ title }))).toBe(
      [
        'TY  - ELEC',
        'ID  - act-in-force',
        'TI  - One ER - TY - BOOK',
        'T2  - A timeline',
        'PB  - A & B',
        'PY  - 2026',
        'DA  - 2026/03/01',
        'ET  - 2',
        'LA  - en',
        'UR  - https://annals.example/events/act-in-force',
        'N1  - 14 July 1997.',
        'ER  - ',
        '',
      ].join('\r\n'),
    )
  })

  test('as CSL-JSON has the same', () => {
    expect(CITATION_WRITERS['csl.json'](citationOf())).toEqual([
      {
        id: 'act-in-force',
        type: 'webpage',
        title: 'The Act enters into force',
        'container-title': 'A timeline',
        publisher: 'A & B',
        issued: { 'date-parts': [[2026, 3, 1]] },
        version: '2',
        language: 'en',
        URL: 'https://annals.example/events/act-in-force',
        note: '14 July 1997.',
      },
    ])
  })
})

test('a series and the timeline are cited in the version of the timeline', () => {
  const series = seriesCitation({ id: 'arrivals', title: 'Arrivals by year' }, A_VERSION, published)
  expect([series.version, plainCitation(series)]).toEqual([
    A_VERSION.version,
    '“Arrivals by year”, A timeline, A & B, version of 1 March 2026. https://annals.example/statistics/arrivals',
  ])
  expect(plainCitation(timelineCitation(A_VERSION, published))).toBe(
    '“A timeline”, A & B, version of 1 March 2026. https://annals.example/timeline',
  )
})
