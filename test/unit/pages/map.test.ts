/** The map of places shows any owner's places, wherever they are. */
import { describe, expect, test } from '@jest/globals'
import { rise, spotIn } from '../../../lambdas/pages/map/frame.ts'
import { type MapPlace, panelsOf } from '../../../lambdas/pages/map/panels.ts'
import { outlinesIn } from '../../../lambdas/pages/map/world.ts'
import { type CountedPlace, placeItem, placesPage } from '../../../lambdas/pages/places.ts'
import { EVERYTHING, type Selection } from '../../../lambdas/pages/timeline-view.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSetting } from '../../support/page-data.ts'
import { elementsOf, textsOf } from '../../support/xml-tree.ts'

const context = aSetting()

const counted = (name: string, latitude?: number, longitude?: number, country?: string, events = 1): CountedPlace => ({
  value: name.toLowerCase().replaceAll(' ', '-'),
  name: { en: name },
  events,
  location: {
    ...(country !== undefined && { country }),
    ...(latitude !== undefined && longitude !== undefined && { latitude, longitude }),
  },
})

const pageOf = (places: readonly CountedPlace[], selection: Partial<Selection> = {}): string => {
  const narrowed = { ...EVERYTHING, ...selection }
  return placesPage(
    {
      page: '/places',
      selection: narrowed,
      categories: [],
      names: new Map(),
      isUncounted: false,
      places: places.map(place => placeItem(place, narrowed, context)),
    },
    context,
  )
}

const mapOf = (text: string) => elementsOf(parseHtml(text), 'figure')[0]
const linksOf = (element: Parameters<typeof elementsOf>[0]) =>
  elementsOf(element, 'a').map(({ attributes }) => attributes.href)

const panelsFor = (places: readonly CountedPlace[]) =>
  panelsOf(places.map(place => placeItem(place, EVERYTHING, context).spot as MapPlace))

const SEOUL = counted('Seoul', 37.57, 126.98, 'KR', 9)

test('Mercator and Miller agree with their published formulas', () => {
  expect(rise(0, 1)).toBeCloseTo(0)
  // https://en.wikipedia.org/wiki/Mercator_projection: 45° is at 0.8814 radians. Miller: 1.25 × Mercator of 0.8 × latitude, 90° at 2.3034.
  expect((rise(45, 1) * Math.PI) / 180).toBeCloseTo(0.8814, 3)
  expect((rise(85, 0.8) * Math.PI) / 180).toBeCloseTo(
    1.25 * Math.log(Math.tan(Math.PI / 4 + (0.4 * 85 * Math.PI) / 180)),
    6,
  )
})

describe('what a map shows', () => {
  test('fits the points, across the line where 180° meets -180° as well', () => {
    const [panel, ...others] = panelsFor([counted('Suva', -18.1, 178.4), counted('Apia', -13.8, -171.8)])
    expect(others).toEqual([])
    expect(panel!.frame.width).toBeLessThan(20)
    const [suva, apia] = panel!.places
    expect(suva!.x).toBeGreaterThan(0)
    expect(suva!.x).toBeLessThan(apia!.x)
    expect(apia!.x).toBeLessThan(1)
    // Vanua Levu of Fiji lies on both sides of the line.
    expect(outlinesIn(panel!.frame, 1000).land).not.toBe('')
  })

  test('of a village is the village, and where in the world it is', () => {
    const houses = ['Mill', 'Church', 'School', 'Quay', 'Inn'].map((name, index) =>
      counted(name, 50.346 + index / 2000, -4.218 + index / 900, 'GB'),
    )
    const [main, inset] = panelsFor(houses)
    expect(main!.frame.width).toBeGreaterThan(5)
    expect(inset).toMatchObject({ kind: 'inset' })
    expect(inset!.frame.width).toBeLessThan(0.1)
    const [mill, church] = inset!.places
    expect(church!.x - mill!.x).toBeGreaterThan(0.05)
  })

  test('leaves a few remote places to a picture of the world, and shows every place somewhere', () => {
    const near = Array.from({ length: 12 }, (_, index) => counted(`Place ${index}`, 35 + index / 2, 126 + index, 'KR'))
    const places = [...near, counted('Havana', 23.1, -82.4, 'CU'), counted('London', 51.5, -0.1, 'GB')]
    const panels = panelsFor(places)
    expect(panels.map(({ kind }) => kind)).toEqual(['main', 'world'])
    expect(panels[0]!.places).toHaveLength(12)
    expect(panels[1]!.places).toHaveLength(14)
    const { x, y, width, height } = panels[1]!.marked[0]!
    for (const place of near.map(each => spotIn(panels[1]!.frame, placeItem(each, EVERYTHING, context).spot!)!)) {
      expect(place.x > x && place.x < x + width).toBe(true)
      expect(place.y > y && place.y < y + height).toBe(true)
    }
  })
})

describe('the page of places', () => {
  test('has no map if no location is known, and lists the places', () => {
    const text = pageOf([counted('Atlantis'), counted('Avalon')])
    expect(mapOf(text)).toBeUndefined()
    expect(linksOf(parseHtml(text))).toEqual(expect.arrayContaining(['/places/atlantis', '/places/avalon']))
  })

  test('leads from each circle to the place under the same filters, as the list does', () => {
    const text = pageOf([SEOUL, counted('Busan', 35.2, 129.1, 'KR', 3)], {
      category: ['law'],
      window: { from: '2004-01-01', to: '2004-12-31' },
    })
    const links = linksOf(mapOf(text)!)
    expect(links).toEqual(['seoul', 'busan'].map(id => `/places/${id}?from=2004&to=2004&category=law`))
    expect(elementsOf(parseHtml(text), 'ul').flatMap(linksOf)).toEqual(expect.arrayContaining(links))
  })

  test('shows a country as a ring', () => {
    const circles = elementsOf(mapOf(pageOf([SEOUL, counted('South Korea', 35.9, 127.8, 'KR')]))!, 'circle')
    expect(circles.map(({ attributes }) => attributes.class)).toEqual([undefined, 'country'])
  })

  test('without a match leads back to everything', () => {
    const text = pageOf([], { category: ['law'] })
    expect(textsOf(parseHtml(text), 'p').some(each => each.includes('No place has an event that matches.'))).toBe(true)
    expect(linksOf(parseHtml(text))).toContain('/places')
  })

  test('stays below 100 kB with as many places as it lists, all over the world', () => {
    const places = Array.from({ length: 200 }, (_, index) =>
      counted(`Place number ${index}`, ((index * 37) % 120) - 50, ((index * 73) % 360) - 180, 'US', 200 - index),
    )
    expect(Buffer.byteLength(pageOf(places))).toBeLessThan(85_000)
  })
})
