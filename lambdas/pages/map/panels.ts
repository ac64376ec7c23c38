/** The panels of a map: the part of the world with most places, insets of crowds, and the whole world if some places lie far away. Pure. */
import { eastOf, type Frame, frameAround, type Located, longitudesOf, type Spot, spotIn, within } from './frame.ts'

export interface MapPlace extends Located {
  name: string
  events: number
  /** A country; its point is near its middle. */
  isCountry: boolean
  href: string
}

export type PlacedPlace = MapPlace & Spot

export interface Panel {
  kind: 'main' | 'world' | 'inset'
  frame: Frame
  /** Most events first. */
  places: PlacedPlace[]
  /** The frames of the other panels that lie in this one. */
  marked: (Spot & { width: number; height: number })[]
}

/** Whether another panel shows a place in more detail. */
export const isDetailed =
  ({ marked }: Panel) =>
  ({ x, y }: Spot): boolean =>
    marked.some(each => x >= each.x && x <= each.x + each.width && y >= each.y && y <= each.y + each.height)

/** Width by height. */
export const SHAPES = { wide: 2, regular: 1.5 } as const

/** Widths in CSS pixels on a large screen. */
const WIDTHS: Record<Panel['kind'], number> = { main: 820, world: 380, inset: 380 }

/** Points that span more degrees get a wide map. */
const WIDE_SPAN = 140

/** Minimum width of a map in degrees of longitude: it should show where in the world one place or country is. An inset may show a town. */
const LEAST = { main: 12, country: 60, inset: 0.01 }

/** Maximum share of the places left to the panel of the world, if the others then take at most this share of the area. */
const REMOTE = { places: 0.2, area: 0.35 }

/** This many places within this many pixels form a crowd. Places within the larger radius belong to it. */
const CROWD = { places: 5, radius: 30, all: 38 }

/** An inset that enlarges less is left out. */
const LEAST_ZOOM = 2

const MAX_INSETS = 2

/** @param places at least one, most events first */
export function panelsOf(places: readonly MapPlace[]): Panel[] {
  const near = withoutRemote(places)
  const panels = [
    panelOf(
      'main',
      frameAround(near, shapeOf(near), near.every(({ isCountry }) => isCountry) ? LEAST.country : LEAST.main),
      places,
    ),
  ]
  for (let last = panels[0]!; panels.length <= MAX_INSETS; last = panels.at(-1)!) {
    const crowd = crowdIn(last)
    const frame = crowd.length > 0 ? frameAround(crowd, SHAPES.wide, LEAST.inset) : last.frame
    if (last.frame.width / frame.width < LEAST_ZOOM) break
    panels.push(panelOf('inset', frame, places))
    last.marked.push(within(last.frame, frame))
  }
  if (near.length === places.length) return panels
  const world = panelOf('world', frameAround(places, SHAPES.wide, LEAST.main), places)
  world.marked.push(within(world.frame, panels[0]!.frame))
  return [...panels, world]
}

const shapeOf = (places: readonly Located[]): number =>
  longitudesOf(places).width > WIDE_SPAN ? SHAPES.wide : SHAPES.regular

const panelOf = (kind: Panel['kind'], frame: Frame, places: readonly MapPlace[]): Panel => ({
  kind,
  frame,
  places: places.flatMap(place => {
    const spot = spotIn(frame, place)
    return spot ? { ...place, ...spot } : []
  }),
  marked: [],
})

const areaOf = (places: readonly Located[]): number => {
  const { width, height } = frameAround(places, SHAPES.regular, LEAST.main)
  return width * height
}

/** The places without outliers, if few lie far from all others. */
function withoutRemote(places: readonly MapPlace[]): readonly MapPlace[] {
  const stages = [{ places, area: areaOf(places) }]
  for (let left = Math.floor(places.length * REMOTE.places); left > 0; left--) {
    const { places } = stages.at(-1)!
    const without = outermost(places).map(each => places.filter(place => place !== each))
    const areas = without.map(areaOf)
    const smallest = Math.min(...areas)
    stages.push({ places: without[areas.indexOf(smallest)]!, area: smallest })
  }
  const { area } = stages.at(-1)!
  if (area > stages[0]!.area * REMOTE.area) return places
  // Leaves out no more than necessary.
  return stages.find(each => each.area <= area * 1.2)!.places
}

/** The places furthest west, east, south and north. */
function outermost(places: readonly MapPlace[]): MapPlace[] {
  const { west } = longitudesOf(places)
  const eastward = ({ longitude }: Located) => eastOf(west, longitude)
  return [eastward, (place: Located) => place.latitude].flatMap(at => {
    const sorted = [...places].sort((a, b) => at(a) - at(b))
    return [sorted[0]!, sorted.at(-1)!]
  })
}

/** The places around the most crowded one in the panel; none if there is no crowd. */
function crowdIn({ kind, frame, places }: Panel): PlacedPlace[] {
  const width = WIDTHS[kind]
  const height = (width * frame.height) / frame.width
  const points = places.filter(({ isCountry }) => !isCountry)
  const around = (middle: Spot, radius: number) =>
    points.filter(({ x, y }) => Math.hypot((x - middle.x) * width, (y - middle.y) * height) <= radius)
  const crowds = points.map(place => around(place, CROWD.radius).length)
  const largest = Math.max(0, ...crowds)
  return largest < CROWD.places ? [] : around(points[crowds.indexOf(largest)]!, CROWD.all)
}
