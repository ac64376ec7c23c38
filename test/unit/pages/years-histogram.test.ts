import { describe, expect, test } from '@jest/globals'
import { type YearCount, yearsHistogram } from '../../../lambdas/pages/years-histogram.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { elementsOf, textsOf } from '../../support/xml-tree.ts'

const markupOf = (counts: YearCount[]) =>
  yearsHistogram(counts, {
    language: 'en',
    title: 'Events by year',
    list: 'The years',
    name: (years, events) => `${years}: ${events} events`,
    href: year => `/years/${year}`,
  }).text

const part = (name: string, counts: YearCount[]) => elementsOf(parseHtml(markupOf(counts)), name)[0]!
const drawn = (counts: YearCount[]) => part('svg', counts)

const barsOf = (counts: YearCount[]) => elementsOf(drawn(counts), 'a')
const valuesOf = (counts: YearCount[]) =>
  elementsOf(drawn(counts), 'rect').filter(({ attributes }) => attributes.class === 'value')

describe('the years at a glance', () => {
  const counts = [
    { year: 1997, events: 3 },
    { year: 2000, events: 12 },
    { year: 2006, events: 6 },
  ]

  test('each year with events is a link to it, with a name that says how many', () => {
    expect(barsOf(counts).map(({ attributes }) => [attributes.href, attributes['aria-label']])).toEqual([
      ['/years/1997', '1997: 3 events'],
      ['/years/2000', '2000: 12 events'],
      ['/years/2006', '2006: 6 events'],
    ])
  })

  test('a bar is as high as its events, and they all stand on one line', () => {
    const bars = valuesOf(counts).map(({ attributes }) => ({
      height: Number(attributes.height),
      foot: Number(attributes.y) + Number(attributes.height),
    }))
    expect(bars[1]!.height / bars[0]!.height).toBeCloseTo(4)
    expect(bars[2]!.height / bars[0]!.height).toBeCloseTo(2)
    expect(new Set(bars.map(bar => bar.foot)).size).toBe(1)
  })

  test('years without events leave room, so that time has one scale', () => {
    const [first, second, third] = valuesOf(counts).map(({ attributes }) => Number.parseFloat(attributes.x!))
    expect((third! - second!) / (second! - first!)).toBeCloseTo(2, 1)
  })

  test.each([[counts], [[{ year: 2004, events: 1 }]]])('all of it is within its width: %j', each => {
    for (const { attributes } of elementsOf(drawn(each), 'rect')) {
      const [x, width] = [Number.parseFloat(attributes.x!), Number.parseFloat(attributes.width!)]
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(100.01)
    }
  })

  test('the axes say round years and numbers', () => {
    expect(textsOf(drawn(counts), 'text')).toEqual(['0', '5', '10', '15', '1998', '2000', '2002', '2004', '2006'])
  })

  test('it is a group of links with a name, whose axes are left out for those who listen', () => {
    const { attributes, children } = drawn(counts)
    expect(attributes).toMatchObject({ role: 'group', 'aria-label': 'Events by year' })
    expect(children[0]!.attributes).toMatchObject({ class: 'axis', 'aria-hidden': 'true' })
  })

  test('the same links are a list, for those whom a narrow bar does not serve', () => {
    expect(elementsOf(part('details', counts), 'a').map(({ attributes, text }) => [attributes.href, text])).toEqual([
      ['/years/1997', '1997 3'],
      ['/years/2000', '2000 12'],
      ['/years/2006', '2006 6'],
    ])
  })

  test('without events there is nothing to draw', () => {
    expect(markupOf([])).toBe('')
  })
})

describe('a long timeline', () => {
  const centuries = Array.from({ length: 140 }, (_, index) => ({ year: 1002 + 7 * index, events: 3 }))

  test('has bars of several years, each of which leads to the first year within it', () => {
    const bars = barsOf(centuries)
    expect(bars.length).toBe(98)
    expect(bars[1]!.attributes).toMatchObject({ href: '/years/1016', 'aria-label': '1010–1019: 3 events' })
  })

  test.each([
    [1, 9999],
    [1, 120],
    [1999, 2119],
    [5, 9995],
  ])('from %i to %i there are at most 121 bars, which show every event', (first, last) => {
    const counts = Array.from({ length: last - first + 1 }, (_, index) => ({ year: first + index, events: 1 }))
    const names = barsOf(counts).map(({ attributes }) => attributes['aria-label']!)
    expect(names.length).toBeLessThanOrEqual(121)
    const events = names.reduce((sum, name) => sum + Number(/: (\d+) events/.exec(name)![1]), 0)
    expect(events).toBe(counts.length)
  })
})
