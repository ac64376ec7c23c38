/** The base map of the places: coasts and borders of the world, from Natural Earth at 1:50 million, simplified. */
import { readFileSync } from 'node:fs'
import { merge, mesh } from 'topojson-client'
import { filter, filterWeight, presimplify, simplify } from 'topojson-simplify'

/** In square degrees. Corners and islands that span less are left out, which is half a pixel or less where a map is 40 degrees wide. */
const SMALLEST = { corner: 0.004, island: 0.01 }

/** Steps in a degree. One step is a kilometre or less. */
const STEPS = 100

type Countries = Parameters<typeof mesh>[1] & { geometries: Parameters<typeof merge>[1] }

type Positions = readonly (readonly number[])[]

/** Longitudes go on beyond 180° in place of a jump to -180°. */
function unwrapped(positions: Positions): Positions {
  let turn = 0
  return positions.map(([longitude, latitude], index) => {
    const step = longitude! - (positions[index - 1]?.[0] ?? longitude!)
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360
    return [longitude! + turn, latitude!]
  })
}

/** A ring without its last position, which is the first; one around the South Pole goes on along the pole. */
function closed(ring: Positions): Positions {
  const [first, last] = [ring[0]!, ring.at(-1)!]
  return first[0] === last[0] ? ring.slice(0, -1) : [...ring, [last[0]!, -90], [first[0]!, -90]]
}

/** @returns JSON: `land` has the rings, `borders` the lines between countries, each as text that `lambdas/pages/map/world.ts` reads */
export function worldMap(): string {
  const file = new URL(import.meta.resolve('world-atlas/countries-50m.json'))
  const lines = simplify(presimplify(JSON.parse(readFileSync(file, 'utf8'))), SMALLEST.corner)
  const world = filter(lines, filterWeight(lines, SMALLEST.island))
  const countries = world.objects.countries as Countries
  const rings = merge(world, countries.geometries).coordinates.flat()
  const borders = mesh(world, countries, (one, other) => one !== other)
  return `${JSON.stringify(
    {
      land: rings.map(ring => encoded(closed(unwrapped(ring)))),
      borders: borders.coordinates.map(line => encoded(unwrapped(line))),
    },
    undefined,
    2,
  )}\n`
}

/** The first position and the difference to each next one: https://developers.google.com/maps/documentation/utilities/polylinealgorithm */
function encoded(positions: Positions): string {
  let text = ''
  let before = [0, 0]
  for (const position of positions) {
    const at = position.map(degrees => Math.round(degrees * STEPS))
    text += at.map((each, axis) => number(each - before[axis]!)).join('')
    before = at
  }
  return text
}

function number(value: number): string {
  let rest = value < 0 ? ~(value << 1) : value << 1
  let text = ''
  for (; rest >= 32; rest >>= 5) text += String.fromCharCode((32 | (rest & 31)) + 63)
  return text + String.fromCharCode(rest + 63)
}
