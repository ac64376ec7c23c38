import { describe, expect, test } from '@jest/globals'
import type { Series } from '../../../lambdas/domain/event.ts'
import { seriesView } from '../../../lambdas/domain/view.ts'
import { seriesCitation } from '../../../lambdas/formats/citation.ts'
import { seriesPage, statisticsPage } from '../../../lambdas/pages/statistics.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { A_VERSION, aSeries, aSetting } from '../../support/page-data.ts'
import { elementsOf, textsOf } from '../../support/xml-tree.ts'

const context = aSetting()
const pageOf = (series = aSeries(), language = 'en', parts: Series[] = []) => {
  const setting = aSetting({ language })
  const [view, ...others] = [series, ...parts].map(each => seriesView(each, setting))
  return parseHtml(seriesPage(view!, others, seriesCitation(view!, A_VERSION, setting), setting))
}

describe('the page of a series', () => {
  const page = pageOf()
  const rows = elementsOf(page, 'tr').map(row => row.children.map(({ text }) => text.trim()))

  const bars = (name: string) => elementsOf(elementsOf(page, 'svg')[0]!, name)

  test('has a table, whose rows unfold whose figure it is, what others there are, and the sources', () => {
    expect(rows.map(row => row.slice(0, 3))).toEqual([
      ['Year', 'people', 'Running total'],
      ['2001', '583', '–'],
      ['2002', '1,142 *', '1,725'],
      ['2004', '1,898', '3,623'],
    ])
    const unfolded = elementsOf(elementsOf(page, 'table')[0]!, 'details')[1]!
    expect(textsOf(unfolded, 'summary')).toEqual(['1 source'])
    expect(textsOf(unfolded, 'p')).toEqual(['This figure: Ministry', 'Other figures:'])
    expect(textsOf(elementsOf(unfolded, 'ul')[0]!, 'li')).toEqual(['1,138: earlier figure', '1,140: as quoted'])
    expect(elementsOf(unfolded, 'a').map(({ attributes }) => attributes.href)).toEqual([
      'https://law.example/acts/5259',
    ])
  })

  test('has a chart of the same numbers, whose bars lead to their years', () => {
    expect(bars('a').map(({ attributes }) => [attributes.href, attributes['aria-label']])).toEqual([
      ['/years/2001', '2001: 583 people'],
      ['/years/2002', '2002: 1,142 people – sources give other figures'],
      ['/years/2004', '2004: 1,898 people'],
    ])
    const heights = elementsOf(page, 'rect')
      .filter(({ attributes }) => attributes.class === 'value')
      .map(({ attributes }) => Number(attributes.height))
    expect(heights[2]! / heights[0]!).toBeCloseTo(1898 / 583, 1)
    // A year without a value leaves room, so that time has one scale.
    const [first, second, third] = bars('rect')
      .filter(({ attributes }) => attributes.class === 'value')
      .map(({ attributes }) => Number.parseFloat(attributes.x!))
    expect((third! - second!) / (second! - first!)).toBeCloseTo(2, 1)
  })

  test('shows how far sources differ, and names the highest value', () => {
    const [line, ...others] = bars('line').filter(({ attributes }) => attributes.class === 'range')
    expect(others).toEqual([])
    const [top, bottom] = [Number(line!.attributes.y1), Number(line!.attributes.y2)]
    // From 1,138 to 1,142.
    expect(bottom - top).toBeGreaterThan(0)
    expect(bottom - top).toBeLessThan(2)
    expect(textsOf(elementsOf(page, 'svg')[0]!, 'text')).toContain('2004: 1,898')
  })

  test('leads to the series as data', () => {
    const links = elementsOf(page, 'a').map(({ attributes }) => attributes.href)
    expect(links).toEqual(
      expect.arrayContaining(['/v1/series/arrivals.csv?lang=en', 'https://annals.example/v1/series/arrivals']),
    )
  })

  test('without running totals there is no column for them', () => {
    const points = aSeries().points.map(({ cumulative: _, ...point }) => point)
    expect(textsOf(elementsOf(pageOf(aSeries({ points })), 'thead')[0]!, 'th')).toEqual(['Year', 'people', 'Sources'])
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
  const page = pageOf(aSeries(), 'en', [women, men])

  test('is compared with their sum in each year that all of them have', () => {
    const table = elementsOf(page, 'table').find(({ text }) => text.includes('The parts against the whole'))!
    expect(elementsOf(table, 'tr').map(row => row.children.map(({ text }) => text.trim()))).toEqual([
      ['Year', 'Women', 'Men', 'Together', 'Arrivals by year', 'Difference'],
      ['2002', '632', '510', '1,142', '1,142', '0 *'],
      ['2004', '1,272', '620', '1,892', '1,898', '-6'],
    ])
  })
})

test('all series stand side by side, and each leads to its page', () => {
  const series = seriesView(aSeries(), context)
  const main = elementsOf(parseHtml(statisticsPage([series, { ...series, id: 'women' }], context)), 'main')[0]!
  expect(elementsOf(main, 'a').map(({ attributes }) => attributes.href)).toEqual([
    '/statistics/arrivals',
    '/statistics/women',
  ])
  expect(elementsOf(main, 'svg')).toHaveLength(2)
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
  expect(textsOf(page, 'h1')).toEqual(['Arrivals by year'])
  expect(elementsOf(page, 'svg')).toEqual([])
})
