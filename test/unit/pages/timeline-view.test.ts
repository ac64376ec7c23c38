/** The picture of the timeline, read as a browser reads it. */
import { describe, expect, test } from '@jest/globals'
import { eventView } from '../../../lambdas/domain/view.ts'
import { type Window, windowOf } from '../../../lambdas/domain/window.ts'
import { viewFigure, viewSentence } from '../../../lambdas/pages/timeline-view.ts'
import { anEvent } from '../../support/events.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSetting, aView } from '../../support/page-data.ts'
import { type Element, elementsOf, textsOf } from '../../support/xml-tree.ts'

const draw = (view: ReturnType<typeof aView>, language = 'en') =>
  parseHtml(viewFigure(view, aSetting({ language })).text)
const classed = (element: Element, name: string, part: string) =>
  elementsOf(element, name).filter(({ attributes }) => attributes.class?.split(' ').includes(part))
const marksOf = (page: Element) => elementsOf(classed(page, 'g', 'marks')[0]!, 'a')
const shapeOf = (mark: Element) =>
  mark.children.flatMap(each => [each, ...each.children]).filter(({ name }) => name === 'circle' || name === 'path')

const view = (id: string, event: Parameters<typeof anEvent>[0]) => eventView(anEvent({ id, ...event }), aSetting())

describe('marks', () => {
  test('show significance by radius and status by shape', () => {
    const statuses = ['confirmed', 'reported', 'claimed', 'disputed'] as const
    const attribution = { en: 'A committee' }
    const page = draw(
      aView(statuses.map((status, index) => view(status, { status, attribution, date: `200${index}-05-05` }))),
    )
    expect(marksOf(page).map(mark => shapeOf(mark).map(({ name, attributes }) => [name, attributes.class]))).toEqual([
      [['circle', undefined]],
      [['circle', 'open']],
      [['path', 'open']],
      [['path', undefined]],
    ])
    const radii = [1, 3, 5].map(significance => {
      const [mark] = marksOf(draw(aView([view('a', { significance, date: '2001-05-05' })])))
      return Number(shapeOf(mark!)[0]!.attributes.r)
    })
    expect(radii).toEqual([...radii].sort((a, b) => a - b))
    expect(new Set(radii).size).toBe(3)
  })

  test('lie where their day lies in the window', () => {
    const events = [
      view('a', { date: '2001-01-01' }),
      view('b', { date: '2002-01-01' }),
      view('c', { date: '2004-12-31' }),
    ]
    const page = draw(aView(events, { from: '2001-01-01', to: '2004-12-31' }))
    const [first, second, third] = marksOf(page).map(mark => Number.parseFloat(shapeOf(mark)[0]!.attributes.cx!))
    expect(first).toBeCloseTo(0, 0)
    expect(second).toBeCloseTo(25, 0)
    expect(third).toBeCloseTo(100, 0)
  })

  test('are pale in the middle of their bar if only the year is known, and begin the bar of an interval', () => {
    const events = [view('a', { date: '2001' }), view('b', { date: '2003-01-01/2003-12-31' })]
    const [vague, interval] = marksOf(draw(aView(events, { from: '2001-01-01', to: '2004-12-31' })))
    expect([vague!.attributes.class, interval!.attributes.class]).toEqual(['vague', undefined])
    const extent = (mark: Element) => {
      const { x, width } = elementsOf(mark, 'rect')[0]!.attributes
      return [Number.parseFloat(x!), Number.parseFloat(width!), Number.parseFloat(shapeOf(mark)[0]!.attributes.cx!)]
    }
    expect(extent(vague!).map(Math.round)).toEqual([0, 25, 12])
    expect(extent(interval!).map(Math.round)).toEqual([50, 25, 50])
  })

  test('of an open interval end where the record ends', () => {
    const window = { from: '2001-01-01', to: '2004-12-31' }
    const open = aView([view('a', { date: '2001-01-01/..' })], window)
    const widthIn = (span: Window) => elementsOf(marksOf(draw({ ...open, span }))[0]!, 'rect')[0]!.attributes.width
    expect([widthIn(window), widthIn({ ...window, to: '2002-12-31' })]).toEqual(['100%', '49.97%'])
  })

  test('never name a claim without its status', () => {
    const claim = view('a', {
      status: 'claimed',
      attribution: { en: 'A committee' },
      significance: 5,
      date: '2001-05-05',
    })
    const page = draw(aView([claim]))
    expect(textsOf(marksOf(page)[0]!, 'title')).toEqual(['5 May 2001\n[Claimed] The Act enters into force'])
    expect(textsOf(classed(page, 'g', 'labels')[0]!, 'text')[0]).toMatch(/^\[Claimed\]/)
  })

  test('on the same day move apart', () => {
    const marks = marksOf(draw(aView(['a', 'b', 'c'].map(id => view(id, { date: '2001-05-05' })))))
    expect(new Set(marks.map(mark => shapeOf(mark)[0]!.attributes.cy)).size).toBe(3)
  })
})

test('beyond what can be drawn one by one, each lane is one path', () => {
  const periods = new Map(
    Array.from({ length: 250 }, (_, year) => [`${1774 + year}`, { law: year + 1, policy: 250 - year }]),
  )
  const many = {
    ...aView([], { from: windowOf('1774').from, to: windowOf('2023').to }),
    events: undefined,
    columns: { unit: 'year' as const, periods },
    lanes: ['law', 'policy'].map(id => ({ id, name: id, events: 1, isFirst: false })),
  }
  const page = draw(many)
  expect(classed(page, 'g', 'marks')).toEqual([])
  expect(elementsOf(classed(page, 'g', 'density')[0]!, 'path')).toHaveLength(2)
  expect(elementsOf(page, 'tbody')[0]!.children).toHaveLength(26)
})

describe('the table beside the picture', () => {
  const page = draw(
    aView([view('a', { date: '2001-05-05' }), view('b', { date: '2001-05-09' }), view('c', { date: '2003-12' })]),
  )

  test('has a link for each month with events, which says how many', () => {
    const links = elementsOf(elementsOf(page, 'tbody')[0]!, 'a').map(link => [
      link.attributes.href,
      classed(link, 'span', 'unseen')[0]!.text,
    ])
    expect(links).toEqual([
      ['/timeline?from=2003&to=2003', '2003: 1 event'],
      ['/timeline?from=2003-12&to=2003-12', 'December 2003: 1 event'],
      ['/timeline?from=2001&to=2001', '2001: 2 events'],
      ['/timeline?from=2001-05&to=2001-05', 'May 2001: 2 events'],
    ])
  })

  test('is the way of keyboards and screen readers, which the picture leaves out', () => {
    const [picture] = classed(page, 'svg', 'board')
    expect(picture!.attributes['aria-hidden']).toBe('true')
    expect(elementsOf(picture!, 'a').filter(({ attributes }) => attributes.tabindex !== '-1')).toEqual([])
  })
})

test('one sentence says what one sees', () => {
  const events = [
    view('a', { date: '2001-05-05' }),
    view('b', { date: '2001-05-09' }),
    view('c', { date: '2003-12-01' }),
  ]
  expect(viewSentence(aView(events), aSetting())).toBe('3 events, 2001–2003; none for 935 days from 10 May 2001.')
  const twoTopics = [...events, view('d', { date: '2003-12-02', category: { id: 'policy', name: { en: 'Policy' } } })]
  expect(viewSentence(aView(twoTopics), aSetting())).toBe(
    '4 events, 2001–2003; most in May 2001 (2) and under Law (3); none for 935 days from 10 May 2001.',
  )
  expect(viewSentence(aView([]), aSetting())).toBe('Nothing on record: 2001–2003.')
})
