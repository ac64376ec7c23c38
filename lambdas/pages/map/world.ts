/** Coasts and borders within a frame, as paths of SVG. Pure. */
import { type Frame, rise } from './frame.ts'
import world from './world.json' with { type: 'json' }

/** Positions as alternating longitudes and latitudes in degrees, and their bounds. */
interface Line {
  positions: Float64Array
  west: number
  east: number
  south: number
  north: number
}

/** Steps in a degree, in `world.json`. */
const STEPS = 100

/** Corners that are closer than this to the one before are left out. In units of the grid, horizontal plus vertical. */
const CLOSE = 3

/** Polygons are cut this far outside the frame, in units of the grid, so that the cut shows no coast. */
const OUTSIDE = 20

const decoded = new Map<readonly string[], Line[]>()

function linesOf(texts: readonly string[]): Line[] {
  const lines = decoded.get(texts) ?? texts.map(lineFrom)
  decoded.set(texts, lines)
  return lines
}

/** Decodes a line, which `lib/generate/world-map.ts` writes: https://developers.google.com/maps/documentation/utilities/polylinealgorithm */
function lineFrom(text: string): Line {
  const positions: number[] = []
  const last = [0, 0]
  let [value, shift] = [0, 0]
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index) - 63
    value |= (code & 31) << shift
    shift += 5
    if (code >= 32) continue
    const axis = positions.length % 2
    last[axis]! += value & 1 ? ~(value >> 1) : value >> 1
    positions.push(last[axis]! / STEPS)
    value = 0
    shift = 0
  }
  const [longitudes, latitudes] = [0, 1].map(axis => positions.filter((_, index) => index % 2 === axis))
  return {
    positions: Float64Array.from(positions),
    west: Math.min(...longitudes!),
    east: Math.max(...longitudes!),
    south: Math.min(...latitudes!),
    north: Math.max(...latitudes!),
  }
}

type Point = readonly [x: number, y: number]

/** The lines that touch the frame, in units of the grid; a frame wider than the world has some of them twice. */
function* linesIn(frame: Frame, grid: number, lines: readonly Line[]): Generator<Point[]> {
  const { west, top, width, height, bend } = frame
  const scale = grid / width
  for (const line of lines) {
    if (rise(line.south, bend) > top || rise(line.north, bend) < top - height) continue
    const first = Math.ceil((west - line.east) / 360)
    for (let turn = first; line.west + turn * 360 < west + width; turn++) {
      const points: Point[] = []
      for (let index = 0; index < line.positions.length; index += 2)
        points.push([
          (line.positions[index]! + turn * 360 - west) * scale,
          (top - rise(line.positions[index + 1]!, bend)) * scale,
        ])
      yield points
    }
  }
}

/** Cuts a polygon at one side of a rectangle (Sutherland and Hodgman). */
function cut(points: readonly Point[], axis: 0 | 1, bound: number, sign: 1 | -1): Point[] {
  const isInside = (point: Point) => (bound - point[axis]) * sign >= 0
  return points.flatMap((point, index) => {
    const before = points.at(index - 1)!
    if (isInside(point) === isInside(before)) return isInside(point) ? [point] : []
    const share = (bound - before[axis]) / (point[axis] - before[axis])
    const crossing: Point = [before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share]
    return isInside(point) ? [crossing, point] : [crossing]
  })
}

/** Rounds to whole units, and leaves out corners that are too close to show. */
function rounded(points: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const [x, y] of points) {
    const last = kept.at(-1)
    const point = [Math.round(x), Math.round(y)] as const
    if (!last || Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]) >= CLOSE) kept.push(point)
  }
  return kept
}

/** A path with relative positions, which are shorter. */
function pathOf(points: readonly Point[]): string {
  let path = ''
  let [x, y] = [0, 0]
  for (const [index, point] of points.entries()) {
    const [dx, dy] = [point[0] - x, point[1] - y]
    path += index === 0 ? `M${dx} ${dy}l` : `${dx < 0 || index === 1 ? '' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`
    ;[x, y] = point
  }
  return path
}

/** @param grid width of the panel in the units of its paths, which have whole numbers */
export function outlinesIn(frame: Frame, grid: number): { land: string; borders: string } {
  const right = grid + OUTSIDE
  const bottom = (grid * frame.height) / frame.width + OUTSIDE
  let land = ''
  for (const ring of linesIn(frame, grid, linesOf(world.land))) {
    let polygon = cut(ring, 0, right, 1)
    polygon = cut(polygon, 0, -OUTSIDE, -1)
    polygon = cut(polygon, 1, bottom, 1)
    const points = rounded(cut(polygon, 1, -OUTSIDE, -1))
    if (points.length > 2) land += `${pathOf(points)}z`
  }
  let borders = ''
  for (const line of linesIn(frame, grid, linesOf(world.borders)))
    for (const part of partsInside(line, right, bottom)) borders += pathOf(part)
  return { land, borders }
}

/** The stretches of a line that are in the panel, each with the point before and after. */
function partsInside(line: readonly Point[], right: number, bottom: number): Point[][] {
  const isInside = ([x, y]: Point) => x > -OUTSIDE && x < right && y > -OUTSIDE && y < bottom
  const parts: Point[][] = [[]]
  for (const [index, point] of line.entries()) {
    const isNear = [line[index - 1], point, line[index + 1]].some(each => each && isInside(each))
    if (isNear) parts.at(-1)!.push(point)
    else if (parts.at(-1)!.length > 0) parts.push([])
  }
  return parts.map(rounded).filter(({ length }) => length > 1)
}
