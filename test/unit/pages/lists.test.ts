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
import { aSearch, aSetting } from '../../support/page-data.ts'
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
    const page = parseHtml(searchPage(aSearch('a "law"', { total: 1, events: [confirmed] }), context))
    expect(
      elementsOf(page, 'meta').some(
        ({ attributes }) => attributes.name === 'robots' && attributes.content === 'noindex',
      ),
    ).toBe(true)
    expect(elementsOf(page, 'input')[0]!.attributes.value).toBe('a "law"')
    expect(textsOf(elementsOf(page, 'main')[0]!, 'p')[0]).toBe('1 event for “a "law"”')
  })

  test('marks the words as events have them, in whole', () => {
    const event = { ...confirmed, title: 'Laws and lawns: defectors settle', summary: null }
    const text = searchPage(aSearch('law defector', { total: 1, events: [event], forms: ['law', 'defector'] }), context)
    expect(textsOf(elementsOf(parseHtml(text), 'main')[0]!, 'mark')).toEqual(['Laws', 'defectors'])
  })

  test('says which spelling stands for a word, and that not every word is found', () => {
    const search = aSearch('hanawonn law', {
      total: 1,
      events: [confirmed],
      corrected: [{ written: 'hanawonn', meant: 'hanawon' }],
      isPartial: true,
    })
    expect(textsOf(elementsOf(parseHtml(searchPage(search, context)), 'main')[0]!, 'p').slice(1, 3)).toEqual([
      'No event has “hanawonn”. These have “hanawon”.',
      'No event has all of these words. These have most of them.',
    ])
  })

  test('leads on by time, topic and status, each with its number of results', () => {
    const search = aSearch('law', {
      selection: { ...EVERYTHING, q: 'law', status: ['claimed'] },
      total: 3,
      events: [confirmed],
      categories: [
        { value: 'law', name: 'Law', events: 20 },
        { value: 'crime', name: 'Crime', events: 9 },
        { value: 'sport', name: 'Sport', events: 1 },
      ],
      counts: {
        facets: new Map([
          ['category#law', 1],
          ['category#crime', 2],
          ['status#claimed', 3],
        ]),
        years: new Map([
          ['2004', 2],
          ['2007', 1],
        ]),
      },
    })
    const chips = elementsOf(parseHtml(searchPage(search, context)), 'ul')
      .filter(({ attributes }) => attributes.class === 'chips')
      .flatMap(list => elementsOf(list, 'a'))
      .map(each => [each.text, each.attributes.href])
    expect(chips).toEqual(
      expect.arrayContaining([
        ['2004 2', '/search?from=2004&to=2004&status=claimed&q=law'],
        ['Crime 2', '/search?category=crime&status=claimed&q=law'],
        ['Law 1', '/search?category=law&status=claimed&q=law'],
      ]),
    )
    // All results are claims, and none is of sport.
    expect(chips.filter(([text]) => /^(Sport|Claimed)/.test(text!))).toEqual([])
  })

  test('leads from nothing to the same search without filters', () => {
    const search = aSearch('law', { selection: { ...EVERYTHING, q: 'law', category: ['crime'] }, unfiltered: 4 })
    const links = elementsOf(parseHtml(searchPage(search, context)), 'a')
    expect(links.find(({ attributes }) => attributes.href === '/search?q=law')).toBeDefined()
  })
})
