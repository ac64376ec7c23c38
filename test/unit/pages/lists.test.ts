/** The pages that are lists of events: of a year, a day, a tag, a category, and what is found. */
import { describe, expect, test } from '@jest/globals'
import { eventView } from '../../../lambdas/domain/view.ts'
import { dayPage } from '../../../lambdas/pages/day.ts'
import { facetPage } from '../../../lambdas/pages/facet.ts'
import { searchPage } from '../../../lambdas/pages/search.ts'
import { EVERYTHING } from '../../../lambdas/pages/timeline-view.ts'
import { yearPage } from '../../../lambdas/pages/year.ts'
import { anEvent } from '../../support/events.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSetting } from '../../support/page-data.ts'
import { type Element, elementsOf, textsOf } from '../../support/xml-tree.ts'

const context = aSetting()
const korean = aSetting({ language: 'ko' })
const confirmed = eventView(anEvent(), context)
const claim = eventView(anEvent({ id: 'claim', status: 'claimed', attribution: { en: 'A committee' } }), context)

const mainOf = (text: string) => elementsOf(parseHtml(text), 'main')[0]!
const stepsOf = (page: Element) =>
  elementsOf(page, 'nav').flatMap(nav =>
    elementsOf(nav, 'a').map(({ attributes: { rel, href }, text }) => [rel, href, text.trim()]),
  )
const relations = (text: string) =>
  elementsOf(parseHtml(text), 'link').flatMap(({ attributes: { rel, href } }) =>
    /^(prev|next)$/.test(rel!) ? [[rel, href]] : [],
  )

describe('the page of a year', () => {
  const year = {
    year: '1997',
    path: '/years/1997',
    total: 2,
    figures: [],
    events: [confirmed, claim],
    previous: undefined,
    next: '1999',
  } as const

  test('has its events with when, what, how far it is established and what it is about', () => {
    const page = mainOf(yearPage(year, context))
    expect(textsOf(page, 'h1')).toEqual(['1997'])
    expect(textsOf(page, 'time')).toEqual(['14 July 1997', '14 July 1997'])
    expect(textsOf(page, 'h2')).toEqual(['The Act enters into force', 'Claimed The Act enters into force'])
    expect(textsOf(page, 'p')).toContain('According to: A committee')
  })

  test('leads to the years around it that have events, and the arrow keys with it', () => {
    expect(stepsOf(mainOf(yearPage(year, context)))).toEqual([['next', '/years/1999', 'Next year 1999']])
    expect(relations(yearPage({ ...year, previous: '1990' }, korean))).toEqual([
      ['prev', '/ko/years/1990'],
      ['next', '/ko/years/1999'],
    ])
  })

  test('that is long leads to its other pages, beside the years', () => {
    const page = mainOf(yearPage({ ...year, earlier: '/years/1997?before=a', later: '/years/1997?cursor=b' }, context))
    expect(stepsOf(page).slice(1)).toEqual([
      [undefined, '/years/1997?before=a', '← Earlier'],
      [undefined, '/years/1997?cursor=b', 'Later →'],
    ])
  })
})

describe('the page of a day', () => {
  const day = { monthDay: '07-14', path: '/on/07-14', total: 1, events: [confirmed], wholeMonth: [] } as const

  test('is called as the day is, and leads to the days around it', () => {
    const page = mainOf(dayPage({ ...day, previous: '12-31', next: '07-16' }, korean))
    expect(textsOf(page, 'h1')).toEqual(['7월 14일'])
    expect(stepsOf(page).map(([rel, href]) => [rel, href])).toEqual([
      ['prev', '/ko/on/12-31'],
      ['next', '/ko/on/07-16'],
    ])
  })

  test('on which nothing started says so', () => {
    const page = mainOf(dayPage({ ...day, total: 0, events: [] }, context))
    expect(textsOf(page, 'p').at(-1)).toBe('Nothing on record started on this day of the year.')
    expect(elementsOf(page, 'ol')).toEqual([])
  })

  test('that begins a month has what is known of the month alone', () => {
    const page = mainOf(dayPage({ ...day, monthDay: '07-01', wholeMonth: [confirmed] }, context))
    expect(textsOf(elementsOf(page, 'section')[0]!, 'h2')[0]).toBe('In July, on a day that is not known')
  })
})

describe('the page of a tag or a category', () => {
  const facet = { value: 'law', name: 'Law', description: 'Statutes.', languages: {}, events: 2 }
  const filters = {
    page: '/categories/law',
    selection: EVERYTHING,
    categories: [],
    names: new Map<string, string>(),
  } as const
  const data = {
    dimension: 'category',
    facet,
    filters,
    spot: undefined,
    path: '/categories/law',
    events: [confirmed, claim],
  } as const

  test('says what it is, how many there are, and how to follow them', () => {
    const page = mainOf(facetPage(data, context))
    expect(textsOf(page, 'h1')).toEqual(['Law'])
    expect(textsOf(page, 'p').slice(0, 3)).toEqual(['Topic', 'Statutes.', '2 events · Timeline · Follow'])
    expect(elementsOf(page, 'a').map(({ attributes }) => attributes.href)).toEqual(
      expect.arrayContaining(['/categories', '/feeds/timeline.atom?lang=en&category=law']),
    )
  })

  test('without a name or description is called as it is written', () => {
    const page = mainOf(
      facetPage({ ...data, dimension: 'tag', facet: { ...facet, name: null, description: null } }, korean),
    )
    expect(textsOf(page, 'h1')).toEqual(['law'])
    expect(textsOf(page, 'p').slice(0, 2)).toEqual(['태그', '2건 · 연표 · 구독'])
  })

  test('of a category does not repeat it with each event; of a tag each event has its own', () => {
    const kinds = (text: string) =>
      elementsOf(mainOf(text), 'p').filter(({ attributes }) => attributes.class === 'kind')
    expect(kinds(facetPage(data, context))).toEqual([])
    expect(kinds(facetPage({ ...data, dimension: 'tag' }, context))).toHaveLength(2)
  })

  test('leads to the pages before and after', () => {
    const pages = { earlier: '/categories/law?before=a', later: '/categories/law?cursor=b' }
    expect(stepsOf(mainOf(facetPage({ ...data, ...pages }, context))).map(([, href]) => href)).toEqual(
      Object.values(pages),
    )
    expect(relations(facetPage({ ...data, ...pages }, context))).toEqual([
      ['prev', pages.earlier],
      ['next', pages.later],
    ])
  })
})

describe('the page of what is found', () => {
  test('is not for search engines, and keeps the words to be changed', () => {
    const page = parseHtml(searchPage({ q: 'a "law"', total: 1, events: [confirmed] }, context))
    expect(
      elementsOf(page, 'meta').some(
        ({ attributes }) => attributes.name === 'robots' && attributes.content === 'noindex',
      ),
    ).toBe(true)
    expect(elementsOf(page, 'input')[0]!.attributes.value).toBe('a "law"')
    expect(textsOf(elementsOf(page, 'main')[0]!, 'p')[0]).toBe('1 event for “a "law"”')
  })
})
