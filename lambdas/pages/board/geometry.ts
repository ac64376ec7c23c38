/** The positions of the marks of a board: those in time are shares of the width, so that a board fills any screen; heights are CSS pixels. */
import { addDays, type CivilDate, daysBetween } from '../../domain/civil-date.ts'
import type { EventView } from '../../domain/view-schema.ts'
import { daysIn, middle, shareOf, type Window, within } from '../../domain/window.ts'

export interface Mark {
  event: EventView
  /** Middle of the mark: share of the width, and pixels below the top of the board. */
  x: number
  y: number
  radius: number
  /** First and last day as shares of the width, if they are far enough apart to be drawn. */
  bar?: readonly [number, number]
  /** The day is not known. */
  isVague: boolean
}

export interface Label {
  mark: Mark
  text: string
  /** Whether it starts or ends at the mark, and how many pixels from its middle. */
  side: 'start' | 'end'
  dx: number
  /** Its middle, in pixels below the top of the board. */
  y: number
  /** Whether it needs a wide screen. */
  isWide: boolean
}

export interface Gap extends Window {
  days: number
}

const RADII = [3, 4, 5, 6.5, 8] as const

/** Widths in CSS pixels for which marks are moved apart and labels are chosen: the plot on a tablet, and on a desktop. */
const NARROW = 600
const WIDE = 1000

/** Marks that would cover each other move up or down, at most this far. */
const OFFSETS = [0, -8, 8]
/** How close marks may come, in shares of their radii. */
const OVERLAP = 0.75
/** The least length of a bar, in CSS pixels on a tablet. */
const LEAST_BAR = 8

const MAX_LABELS = { narrow: 10, wide: 18 }
const LABEL_SIGNIFICANCE = 4
const LABEL_CHARACTERS = 36
/** Width of a character of a label: Latin, and twice as wide Chinese, Japanese and Korean. */
const CHARACTER = 5.9

/** A gap is a stretch without events of at least this share of the window and so many days; a board shows at most so many. */
const LEAST_GAP = { share: 1 / 30, days: 90 }
const MAX_GAPS = 4

/**
 * @param events chronological
 * @param lastDay how far an open end reaches
 * @param laneOf the middle of the lane of an event
 */
export function placeMarks(
  events: readonly EventView[],
  window: Window,
  lastDay: CivilDate,
  laneOf: (event: EventView) => number,
): Mark[] {
  const placed = new Map<number, Mark[]>()
  return events.map(event => {
    const { precision } = event.date
    const { from, to } = within(window, event.date, lastDay)
    const isVague = precision !== 'day' && precision !== 'interval'
    const radius = RADII[event.significance - 1]!
    const bar = [shareOf(window, from), shareOf(window, addDays(to, 1))] as const
    const x = shareOf(window, isVague ? middle(from, to) : from) + 0.5 / daysIn(window)
    const lane = laneOf(event)
    const neighbours = placed.get(lane) ?? []
    const crowding = (offset: number): number =>
      neighbours.filter(each => {
        const apart = Math.hypot((each.x - x) * WIDE, each.y - lane - offset)
        return apart < (each.radius + radius) * OVERLAP
      }).length
    const offset = OFFSETS.reduce((best, each) => (crowding(each) < crowding(best) ? each : best))
    const mark: Mark = { event, x, y: lane + offset, radius, isVague }
    if (from !== to && (bar[1] - bar[0]) * NARROW >= LEAST_BAR) mark.bar = bar
    placed.set(lane, [...neighbours, mark])
    return mark
  })
}

/** A share of a width or height, in CSS. */
export const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`

/** Hangul, kana and Chinese characters. */
const FULL_WIDTH = /[\u1100-\u11FF\u2E80-\uD7FF\uF900-\uFAFF\uFF00-\uFF60]/

export const widthOf = (text: string): number =>
  [...text].reduce((width, each) => width + (FULL_WIDTH.test(each) ? 2 : 1), 0) * CHARACTER

const shortened = (text: string): string => {
  const limit = FULL_WIDTH.test(text) ? LABEL_CHARACTERS / 2 : LABEL_CHARACTERS
  const characters = [...text]
  return characters.length <= limit
    ? text
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`
}

export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

export const meet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** The pixels that a mark and its bar cover on a plot of this width. */
const boxesOf = ({ x, y, radius, bar }: Mark, width: number): Box[] => [
  { left: x * width - radius, right: x * width + radius, top: y - radius, bottom: y + radius },
  ...(bar ? [{ left: bar[0] * width, right: bar[1] * width, top: y - 2, bottom: y + 2 }] : []),
]

/** Beside the mark, above it or below it; the last two begin or end at the mark. */
function* labelBoxes({ x, y, radius }: Mark, length: number, width: number) {
  const away = radius + 4
  for (const [dy, dx] of [
    [0, away],
    [-away - 5, -radius],
    [away + 5, -radius],
  ] as const)
    for (const side of ['start', 'end'] as const) {
      const edge = side === 'start' ? x * width + dx : x * width - dx
      const [left, right] = side === 'start' ? [edge, edge + length] : [edge - length, edge]
      yield { side, dx, y: y + dy, box: { left, right, top: y + dy - 6, bottom: y + dy + 6 } }
    }
}

/**
 * Places the names of the most significant events where there is space, first for a narrow screen and then for a wide one.
 * @param titleOf marked with the status, so that a claim never reads as a fact
 */
export function placeLabels(marks: readonly Mark[], titleOf: (event: EventView) => string): Label[] {
  const candidates = marks
    .filter(({ event }) => event.significance >= LABEL_SIGNIFICANCE)
    .sort((a, b) => b.event.significance - a.event.significance)
  const labels: Label[] = []
  const isNamed = (mark: Mark) => labels.some(label => label.mark === mark)
  for (const [isWide, width, most] of [
    [false, NARROW, MAX_LABELS.narrow],
    [true, WIDE, MAX_LABELS.wide],
  ] as const) {
    // A label that was placed on the narrow plot takes less of the wide one.
    const taken = [...marks.flatMap(mark => boxesOf(mark, width)), ...labels.map(label => boxOf(label, width))]
    for (const mark of candidates) {
      if (labels.length >= most) break
      if (isNamed(mark)) continue
      const text = shortened(titleOf(mark.event))
      const own = boxesOf(mark, width)[0]!
      const isFree = (box: Box) =>
        box.left >= 0 &&
        box.right <= width &&
        taken.every(each => !meet(each, box) || (each.left === own.left && each.top === own.top))
      const found = [...labelBoxes(mark, widthOf(text), width)].find(({ box }) => isFree(box))
      if (!found) continue
      labels.push({ mark, text, side: found.side, dx: found.dx, y: found.y, isWide })
      taken.push(found.box)
    }
  }
  return labels
}

function boxOf({ mark, text, side, dx, y }: Label, width: number): Box {
  const edge = side === 'start' ? mark.x * width + dx : mark.x * width - dx
  const [left, right] = side === 'start' ? [edge, edge + widthOf(text)] : [edge - widthOf(text), edge]
  return { left, right, top: y - 6, bottom: y + 6 }
}

/** The longest stretches of the window without an event, longest first. @param events chronological */
export function longestGaps(events: readonly Pick<EventView, 'date'>[], window: Window): Gap[] {
  const gaps: Gap[] = []
  let last: CivilDate | undefined
  for (const { date } of events) {
    const { from } = within(window, date)
    if (last !== undefined && daysBetween(last, from) > 1) {
      const gap = { from: addDays(last, 1), to: addDays(from, -1) }
      gaps.push({ ...gap, days: daysIn(gap) })
    }
    // An event without a known end does not fill the years after its start.
    const end = date.end ?? from
    if (last === undefined || end > last) last = end
  }
  return gaps
    .filter(({ days }) => days >= Math.max(LEAST_GAP.days, daysIn(window) * LEAST_GAP.share))
    .sort((a, b) => b.days - a.days)
    .slice(0, MAX_GAPS)
}
