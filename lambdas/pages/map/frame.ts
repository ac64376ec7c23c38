/** Which part of the world a map shows. Pure. */

export interface Located {
  longitude: number
  latitude: number
}

/**
 * A rectangle of a map whose meridians are vertical. Longitudes and the heights that `rise` gives are both in degrees, so that shapes keep
 * their proportions. `west` may be any number: the world repeats every 360 degrees.
 */
export interface Frame {
  west: number
  top: number
  width: number
  height: number
  /** 1: Mercator, in which every shape is true. 0.8: Miller, in which high latitudes are less enlarged. */
  bend: 1 | 0.8
}

/** A position in a frame, as shares of its width and height. */
export interface Spot {
  x: number
  y: number
}

/** Nothing is drawn beyond these latitudes. */
const [SOUTHERNMOST, NORTHERNMOST] = [-60, 83]

/** If a map spans more degrees of latitude, Mercator would enlarge its edges too much. */
const MOST_IN_MERCATOR = 60

/** Room around the outermost points, as a share of the frame. */
const MARGIN = 0.09

const RADIAN = 180 / Math.PI

/** How far above the equator a latitude is drawn. https://en.wikipedia.org/wiki/Miller_cylindrical_projection */
export function rise(latitude: number, bend: Frame['bend']): number {
  const bounded = Math.max(-85, Math.min(85, latitude))
  return (Math.log(Math.tan(Math.PI / 4 + (bend * bounded) / RADIAN / 2)) / bend) * RADIAN
}

/**
 * The smallest frame of this shape that has all points with room around them.
 * @param shape width by height
 * @param least degrees of longitude
 */
export function frameAround(points: readonly Located[], shape: number, least: number): Frame {
  const { west, width: span } = longitudesOf(points)
  const latitudes = points.map(({ latitude }) => latitude)
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  const bend = north - south > MOST_IN_MERCATOR ? 0.8 : 1
  const [bottom, top] = [rise(south, bend), rise(north, bend)]
  const roomy = (length: number) => length / (1 - 2 * MARGIN)
  const width = Math.min(360, Math.max(least, roomy(span), roomy(top - bottom) * shape))
  const height = width / shape
  const [lowest, highest] = [rise(SOUTHERNMOST, bend), rise(NORTHERNMOST, bend)]
  const middle = (top + bottom) / 2
  return {
    west: west + span / 2 - width / 2,
    top: Math.max(Math.min(middle + height / 2, highest), Math.min(highest, lowest + height)),
    width,
    height,
    bend,
  }
}

/** The shortest arc with all longitudes: the rest of the circle is the longest stretch without a point. */
export function longitudesOf(points: readonly Located[]): { west: number; width: number } {
  const sorted = points.map(({ longitude }) => longitude).sort((a, b) => a - b)
  const gaps = sorted.map((each, index) => (sorted[index + 1] ?? sorted[0]! + 360) - each)
  const widest = gaps.indexOf(Math.max(...gaps))
  return { west: sorted[(widest + 1) % sorted.length]!, width: 360 - gaps[widest]! }
}

/** How far east of a meridian a longitude is: 0 to 360 degrees. */
export const eastOf = (west: number, longitude: number): number => (((longitude - west) % 360) + 360) % 360

/** The position of a point in the frame; undefined outside of it. */
export function spotIn({ west, top, width, height, bend }: Frame, { longitude, latitude }: Located): Spot | undefined {
  const x = eastOf(west, longitude) / width
  const y = (top - rise(latitude, bend)) / height
  return x <= 1 && y >= 0 && y <= 1 ? { x, y } : undefined
}

/** Where a frame lies in another one. */
export function within(outer: Frame, inner: Frame): Spot & { width: number; height: number } {
  const unbent = (height: number) => latitudeOf(height, inner.bend)
  const [top, bottom] = [inner.top, inner.top - inner.height].map(each => rise(unbent(each), outer.bend))
  return {
    x: eastOf(outer.west, inner.west) / outer.width,
    y: (outer.top - top!) / outer.height,
    width: inner.width / outer.width,
    height: (top! - bottom!) / outer.height,
  }
}

/** The inverse of `rise`. */
const latitudeOf = (height: number, bend: Frame['bend']): number =>
  ((Math.atan(Math.exp((height * bend) / RADIAN)) - Math.PI / 4) * 2 * RADIAN) / bend

/** The length of a bar that shows the scale: a round number of kilometres, at most `share` of the width, along the middle of the frame. */
export function scaleOf({ top, height, width, bend }: Frame, share: number): { kilometres: number; share: number } {
  const degree = 111.32 * Math.cos(latitudeOf(top - height / 2, bend) / RADIAN)
  const most = width * share * degree
  const power = 10 ** Math.floor(Math.log10(most))
  const kilometres = [5, 2, 1].find(each => each * power <= most)! * power
  return { kilometres, share: kilometres / degree / width }
}
