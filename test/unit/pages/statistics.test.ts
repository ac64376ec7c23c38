import { describe, expect, test } from '@jest/globals'
import { seriesView } from '../../../lambdas/domain/view.ts'
import { statisticsPage } from '../../../lambdas/pages/statistics.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSeries, aSetting } from '../../support/page-data.ts'
import { elementsOf, textsOf } from '../../support/xml-tree.ts'

const context = aSetting()
const pageOf = (series = aSeries(), language = 'en') =>
  parseHtml(statisticsPage([seriesView(series, aSetting({ language }))], aSetting({ language })))

describe('the statistics', () => {
  const page = pageOf()
  const rows = elementsOf(page, 'tr').map(row => row.children.map(({ text }) => text.trim()))

  test('are a table with a name, and headings of its columns and rows', () => {
    expect(textsOf(page, 'caption')).toEqual(['Arrivals by year'])
    expect(rows).toEqual([
      ['Year', 'people', 'Running total'],
      ['2001', '583', '–'],
      ['2002', '1,142 *', '1,725'],
      ['2004', '1,898', '3,623'],
    ])
    const scopes = elementsOf(page, 'th').map(({ attributes }) => attributes.scope)
    expect(scopes).toEqual(['col', 'col', 'col', 'row', 'row', 'row'])
  })

  test('are a chart of the same numbers, marked where sources disagree', () => {
    const chart = elementsOf(page, 'svg')[0]!
    expect(chart.attributes).toMatchObject({ role: 'img', 'aria-label': 'Arrivals by year' })
    const bars = elementsOf(chart, 'g').filter(({ attributes }) => attributes.class?.startsWith('bar'))
    expect(bars.map(({ attributes }) => attributes.class)).toEqual(['bar', 'bar disputed', 'bar'])
    expect(textsOf(chart, 'title')).toEqual([
      '2001: 583 people',
      '2002: 1,142 people – sources give other figures',
      '2004: 1,898 people',
    ])
  })

  test('say of each year whose figure it is, what others there are, and the sources', () => {
    const told = elementsOf(page, 'section').find(({ attributes }) => attributes.id === 'arrivals-2002')!
    expect(textsOf(told, 'p')).toEqual(['This figure: Ministry', 'Other figures:'])
    expect(textsOf(elementsOf(told, 'ul')[0]!, 'li')).toEqual(['1,138: earlier figure', '1,140: as quoted'])
    expect(textsOf(told, 'summary')).toEqual(['1 source'])
    expect(elementsOf(told, 'a').map(({ attributes }) => attributes.href)).toEqual(['https://law.example/acts/5259'])
  })

  test('every link within the page leads somewhere', () => {
    const ids = [...elementsOf(page, 'section'), ...elementsOf(page, 'main')].map(({ attributes }) => attributes.id)
    const targets = elementsOf(page, 'a').flatMap(({ attributes }) => /^#(.+)/.exec(attributes.href ?? '')?.[1] ?? [])
    expect(targets).toContain('arrivals-2002')
    expect(ids).toEqual(expect.arrayContaining(targets))
  })

  test('lead to the series as data', () => {
    const links = elementsOf(page, 'a').map(({ attributes }) => attributes.href)
    expect(links).toContain('https://annals.example/v1/series/arrivals')
  })

  test('without running totals there is no column for them', () => {
    const points = aSeries().points.map(({ cumulative: _, ...point }) => point)
    expect(textsOf(elementsOf(pageOf(aSeries({ points })), 'thead')[0]!, 'th')).toEqual(['Year', 'people'])
  })

  test('are in Korean too', () => {
    const korean = pageOf(aSeries(), 'ko')
    expect(textsOf(korean, 'h1')).toEqual(['통계'])
    expect(textsOf(korean, 'h4')).toContain('2002년: 1,142명')
  })
})

describe('a series with parts', () => {
  const part = (id: string, title: string, values: [string, number][]) =>
    aSeries({
      id,
      title: { en: title },
      partOf: 'arrivals',
      points: values.map(([year, value]) => ({ ...aSeries().points[0]!, year, value })),
    })
  const women = part('women', 'Women', [
    ['2002', 632],
    ['2004', 1272],
  ])
  const men = part('men', 'Men', [
    ['2001', 295],
    ['2002', 510],
    ['2004', 620],
  ])
  const views = [aSeries(), women, men].map(each => seriesView(each, context))
  const page = parseHtml(statisticsPage(views, context))

  test('is compared with their sum in each year that all of them have', () => {
    const table = elementsOf(page, 'table').find(({ text }) => text.includes('The parts against the whole'))!
    expect(elementsOf(table, 'tr').map(row => row.children.map(({ text }) => text.trim()))).toEqual([
      ['Year', 'Women', 'Men', 'Together', 'Arrivals by year', 'Difference'],
      ['2002', '632', '510', '1,142', '1,142', '0 *'],
      ['2004', '1,272', '620', '1,892', '1,898', '-6'],
    ])
  })

  test('is compared in its own section only', () => {
    expect(elementsOf(page, 'table')).toHaveLength(4)
  })

  test('stands in a list of all series, which leads to each', () => {
    const links = elementsOf(elementsOf(elementsOf(page, 'main')[0]!, 'ul')[0]!, 'a').map(
      ({ attributes }) => attributes.href,
    )
    expect(links).toEqual(['#arrivals', '#women', '#men'])
  })
})

test('large numbers are short beside the axis and whole in the table', () => {
  const points = [{ ...aSeries().points[0]!, value: 28_000_000 }]
  const labels = (language: string) => textsOf(elementsOf(pageOf(aSeries({ points }), language), 'svg')[0]!, 'text')
  expect(labels('en')).toEqual(expect.arrayContaining(['10M', '20M', '30M']))
  expect(labels('ko')).toEqual(expect.arrayContaining(['1000만', '2000만', '3000만']))
  expect(textsOf(pageOf(aSeries({ points })), 'td')[0]).toBe('28,000,000')
})

test('the legend of disputed figures stands only below a chart that has some', () => {
  const points = [aSeries().points[0]!]
  expect(textsOf(pageOf(), 'figcaption')).toHaveLength(1)
  expect(textsOf(pageOf(aSeries({ points })), 'figcaption')).toEqual([])
})

test('a timeline without statistics says so', () => {
  expect(textsOf(parseHtml(statisticsPage([], context)), 'p')).toContain('This timeline has no statistics.')
})

test('a series without values yet is named, and nothing is drawn of it', () => {
  const page = pageOf(aSeries({ points: [] }))
  expect(textsOf(page, 'h2')).toEqual(['Arrivals by year'])
  expect(elementsOf(page, 'svg')).toEqual([])
})
