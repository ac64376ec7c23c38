/** Chooses the places of a map that are named, and puts each name where nothing is in its way. Pure. */
import { type Box, meet, widthOf } from '../board/geometry.ts'
import type { PlacedPlace } from './panels.ts'

export interface MapLabel {
  place: PlacedPlace
  side: 'start' | 'end'
  /** Pixels from the middle of the circle. */
  dx: number
  dy: number
  /** Whether it needs a wide screen. */
  isWide: boolean
}

/** Height of a line of text in CSS pixels. */
const LINE = 13

/** The lower left corner, which holds the scale. */
const SCALE = { width: 90, height: 24 }

/**
 * @param options.widths of the panel in CSS pixels, the narrowest first; a place that is named there is named on wider screens too
 */
export function placeLabels(
  places: readonly PlacedPlace[],
  {
    shape,
    widths,
    radiusOf,
    textOf,
  }: {
    shape: number
    widths: readonly { width: number; most: number }[]
    radiusOf: (place: PlacedPlace) => number
    textOf: (place: PlacedPlace) => string
  },
): MapLabel[] {
  const labels: MapLabel[] = []
  for (const [index, { width, most }] of widths.entries()) {
    const height = width / shape
    const boxAt = (place: PlacedPlace, side: MapLabel['side'], dx: number, dy: number): Box => {
      const [x, y, length] = [place.x * width + dx, place.y * height + dy, widthOf(textOf(place))]
      const left = side === 'start' ? x : x - length
      return { left, right: left + length, top: y - LINE / 2, bottom: y + LINE / 2 }
    }
    const circles = places.map(place => {
      const radius = place.isCountry ? 0 : radiusOf(place)
      const [x, y] = [place.x * width, place.y * height]
      return { place, box: { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius } }
    })
    const taken = [
      { left: 0, right: SCALE.width, top: height - SCALE.height, bottom: height },
      ...labels.map(({ place, side, dx, dy }) => boxAt(place, side, dx, dy)),
    ]
    for (const place of places) {
      if (labels.length >= most) break
      if (labels.some(label => label.place === place)) continue
      const away = radiusOf(place) + 3
      const found = [
        { side: 'start', dx: away, dy: 0 } as const,
        { side: 'end', dx: -away, dy: 0 } as const,
        { side: 'start', dx: -6, dy: -away - LINE / 2 } as const,
        { side: 'start', dx: -6, dy: away + LINE / 2 } as const,
      ].find(({ side, dx, dy }) => {
        const box = boxAt(place, side, dx, dy)
        const isInside = box.left >= 2 && box.right <= width - 2 && box.top >= 2 && box.bottom <= height - 2
        return (
          isInside &&
          !taken.some(each => meet(each, box)) &&
          !circles.some(each => each.place !== place && meet(each.box, box))
        )
      })
      if (!found) continue
      labels.push({ place, ...found, isWide: index > 0 })
      taken.push(boxAt(place, found.side, found.dx, found.dy))
    }
  }
  return labels
}
