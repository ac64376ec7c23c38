import { describe, expect, test } from '@jest/globals'
import type { Occurrence } from '../../../lambdas/domain/anniversary.ts'
import type { StoredEvent } from '../../../lambdas/domain/event.ts'
import { eventView, occurrenceView } from '../../../lambdas/domain/view.ts'
import { type Home, homePage } from '../../../lambdas/pages/home.ts'
import { anEvent } from '../../support/events.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSetting, aView } from '../../support/page-data.ts'
import { type Element, elementsOf, textsOf } from '../../support/xml-tree.ts'

const EMPTY: Home = {
  today: '2026-07-14',
  onThisDay: [],
  comingUp: [],
  highlights: [],
  view: aView([]),
  categories: [],
}

const read = (home: Partial<Home>, language = 'en') =>
  parseHtml(homePage({ ...EMPTY, ...home }, aSetting({ language })))
const mainOf = (page: Element) => elementsOf(page, 'main')[0]!
const hrefsOf = (element: Element) => elementsOf(element, 'a').map(({ attributes }) => attributes.href)

function occurring(date: string, event: Partial<StoredEvent>, how: Partial<Occurrence> = {}, language = 'en') {
  const stored = anEvent(event)
  const occurrence: Occurrence = { date, eventId: stored.id, kind: 'anniversary', years: 29, rank: 5, ...how }
  return occurrenceView(occurrence, stored, aSetting({ language }))
}

describe('the home page', () => {
  test('begins with the timeline: its title, what it is, and a picture of all of it', () => {
    const page = read({ view: aView([eventView(anEvent({ date: '2002-07-14' }), aSetting())]) })
    const [opening] = elementsOf(mainOf(page), 'div')
    expect(textsOf(opening!, 'h1')).toEqual(['A timeline'])
    expect(textsOf(opening!, 'p')).toEqual(['Events and their sources.'])
    expect(elementsOf(mainOf(page), 'section')[0]!.text).toContain('1 event, 2001–2003')
    expect(textsOf(read({}, 'ko'), 'h1')).toEqual(['연표'])
  })

  test('says what happened on this day, how long ago, and where the whole day is', () => {
    const [today] = elementsOf(read({ onThisDay: [occurring('2026-07-14', {})] }), 'section')
    expect(textsOf(today!, 'h2')).toEqual(['On this day, 14 July'])
    expect(textsOf(today!, 'p')).toContain('29 years ago')
    expect(hrefsOf(today!)).toEqual(['/events/act-in-force', '/on/07-14'])
  })

  test('says so if there are none', () => {
    expect(textsOf(mainOf(read({})), 'p')).toContain('No event has its anniversary today.')
    expect(textsOf(mainOf(read({}, 'ko')), 'p')).toContain('오늘 날짜로 기록된 사건이 없습니다.')
  })

  test('dates past and coming anniversaries, and leaves out empty lists', () => {
    const page = mainOf(read({ comingUp: [occurring('2026-07-16', {}, { years: 1 })] }))
    expect(textsOf(page, 'h2')).toContain('Coming up')
    expect(textsOf(page, 'h2')).not.toContain('In recent days')
    expect(textsOf(page, 'p')).toContain('16 July 1st anniversary')
  })

  test.each([
    ['month', 'en', 'this month, 29 years ago'],
    ['month', 'ko', '29년 전 이달'],
    ['observance', 'en', '3rd Defectors’ Day'],
    ['observance', 'ko', '제3회 이탈주민의 날'],
  ] as const)('has words for a %s in %s', (kind, language, words) => {
    const observance = { since: 2024, name: { en: 'Defectors’ Day', ko: '이탈주민의 날' } }
    const years = kind === 'month' ? 29 : 3
    const item = occurring('2026-07-14', { observance }, { kind, years }, language)
    expect(textsOf(mainOf(read({ onThisDay: [item] }, language)), 'span')).toContain(words)
  })

  test('never shows a claim without its status and who claims it', () => {
    const claim = occurring('2026-07-16', { status: 'claimed', attribution: { en: 'A committee' } })
    for (const list of ['onThisDay', 'comingUp', 'highlights'] as const) {
      const page = mainOf(read({ [list]: [claim] }))
      expect(textsOf(page, 'h3')).toEqual(['Claimed The Act enters into force'])
      expect(textsOf(page, 'p')).toContain('According to: A committee')
    }
  })

  test('leads to each year, topic and subscription in its own language', () => {
    const categories = [{ value: 'law', name: '법률', description: null, languages: {}, events: 17 }]
    const view = aView([eventView(anEvent({ date: '2002-07-14' }), aSetting())])
    const page = mainOf(read({ view, categories }, 'ko'))
    expect(hrefsOf(page)).toEqual(
      expect.arrayContaining(['/ko/timeline?from=2002&to=2002', '/ko/categories/law', '/ko/subscribe']),
    )
    expect(hrefsOf(page)).toContain('webcal://annals.example/feeds/anniversaries.ics?lang=ko')
    expect(hrefsOf(page)).toContain('/feeds/anniversaries.atom?lang=ko')
  })
})
