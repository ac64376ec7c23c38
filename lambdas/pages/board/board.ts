/**
 * A timeline as a picture: time across, a lane for each category, a mark for each event, or where they are too many the number of events
 * in each column. Pure: from data to SVG. Text keeps its size on every screen, because positions in time are percentages and there is no
 * view box. Every link in the picture is repeated in the table or the list beside it, so screen readers and keyboards skip the picture.
 */
import type { CivilDate } from '../../domain/civil-date.ts'
import { axisNumber, phrasesOf } from '../../domain/language.ts'
import type { Language } from '../../domain/text.ts'
import { markedTitle } from '../../domain/view.ts'
import type { EventView, SeriesView } from '../../domain/view-schema.ts'
import { daysIn, periodsIn, shareOf, type Window, windowOf } from '../../domain/window.ts'
import { html, type Markup } from '../../feeds/markup.ts'
import { barsPath, type Columns, heightsOf, total } from './columns.ts'
import { type Gap, type Label, type Mark, percent, placeLabels, placeMarks } from './geometry.ts'
import { ticksOf, yearLines } from './ticks.ts'

/** A category with its row in the picture. */
export interface Lane {
  id: string
  name: string
  events: number
  /** Whether a family of categories begins here. */
  isFirst: boolean
}

export interface BoardTexts {
  /** The pace of the bars beneath the lanes. */
  density: string
  /** Labels a gap: no events are recorded. */
  gap: (days: string) => string
}

export interface Board {
  language: Language
  window: Window
  /** The end of the record, to which bars without a known end are drawn. */
  lastDay: CivilDate
  lanes: readonly Lane[]
  /** Chronological; undefined if there are too many to draw each. */
  events: readonly EventView[] | undefined
  columns: Columns
  gaps: readonly Gap[]
  series?: SeriesView | undefined
  texts: BoardTexts
  /** Link targets of the parts of the picture. */
  hrefOf: {
    event: (id: string) => string
    window: (window: Window) => string
    category: (id: string) => string
    /** To which a script adds the bounds of a window. */
    range: string
  }
}

/** Heights in CSS pixels. */
const SERIES = 78
const LANE = 27
const FAMILY = 10
const DENSITY = 30
const AXIS = 24
const TOP = 8

/** Fewer values of a series show no course. */
const LEAST_POINTS = 3

/** @returns an `svg` element as wide as its container, without a title, because the sentence beside it describes it */
export function board(data: Board): Markup {
  const { window, lastDay, lanes, events, columns, gaps, series, texts, language, hrefOf } = data
  const { points, top, middles, bottom, axis, height } = layoutOf(data)
  const marks =
    events &&
    placeMarks(events, window, lastDay, event => middles[lanes.findIndex(({ id }) => id === event.category.id)]!)
  const link = (href: string, drawn: Markup, className?: string) =>
    html`<a href="${href}"${className && html` class="${className}"`} tabindex="-1">${drawn}</a>`
  return html`<svg class="board" height="${height}" aria-hidden="true" data-from="${window.from}" data-to="${window.to}" data-href="${hrefOf.range}">
${gaps.map(
  gap =>
    html`<rect class="gap" x="${percent(shareOf(window, gap.from))}" width="${percent(gap.days / daysIn(window))}" y="${top - 4}" height="${bottom - top}"/>\n`,
)}
<g class="years">${yearLines(window).map(x => html`<line x1="${percent(x)}" x2="${percent(x)}" y2="${axis}"/>`)}</g>
<g class="axis">${ticksOf(window, language).map(
    tick =>
      html`<line x1="${percent(tick.x)}" x2="${percent(tick.x)}" y2="${axis}"/>${link(hrefOf.window(tick.window), html`<text x="${percent(tick.x)}" dx="3" y="${axis + 17}">${tick.label}</text>`)}\n`,
  )}</g>
${points.length > 0 && seriesBars(series!, points, window)}
<g class="lanes">${lanes.map(
    ({ id, name, events }, index) =>
      html`<line x2="100%" y1="${middles[index]!}" y2="${middles[index]!}"/>${link(hrefOf.category(id), html`<text x="-12" y="${middles[index]! + 4}">${name} <tspan>${axisNumber(events, language)}</tspan></text>`)}\n`,
  )}</g>
${marks ? marksOf(marks, hrefOf.event) : density(columns, window, lanes, middles, bottom)}
${marks && labelsOf(placeLabels(marks, markedTitle))}
${gaps.map(
  gap =>
    html`<text class="gap-label" x="${percent(shareOf(window, gap.from) + gap.days / daysIn(window) / 2)}" y="${bottom - 12}">${texts.gap(axisNumber(gap.days, language))}</text>\n`,
)}
<g class="pace"><text x="-12" y="${axis - 2}">${texts.density}</text>${pace(columns, window, axis)}</g>
</svg>`
}

type Laid = Pick<Board, 'window' | 'lanes' | 'series'>

/** In CSS pixels. */
export const boardHeight = (data: Laid): number => layoutOf(data).height

/** Heights of the parts of a board, in CSS pixels from its top. */
function layoutOf({ window, lanes, series }: Laid) {
  const all = series ? pointsWithin(series, window) : []
  const points = all.length < LEAST_POINTS ? [] : all
  const top = points.length > 0 ? SERIES + TOP * 2 : TOP
  const middles = laneMiddles(lanes, top)
  const bottom = (middles.at(-1) ?? top) + LANE / 2 + TOP
  const axis = bottom + DENSITY
  return { points, top, middles, bottom, axis, height: axis + AXIS }
}

function laneMiddles(lanes: readonly Lane[], top: number): number[] {
  let y = top + LANE / 2
  return lanes.map(({ isFirst }, index) => {
    if (index > 0) y += LANE + (isFirst ? FAMILY : 0)
    return y
  })
}

const stretched = (columns: Columns, window: Window, height: number, paths: readonly string[]): Markup => {
  const { length } = periodsIn(columns.unit, window)
  return html`<svg width="100%" height="${height}" viewBox="0 0 ${length} ${height}" preserveAspectRatio="none">${paths.map(path => html`<path d="${path}"/>`)}</svg>`
}

/** Where there are too many events for marks: their number in each column, one path for each lane. */
function density(
  columns: Columns,
  window: Window,
  lanes: readonly Lane[],
  middles: readonly number[],
  height: number,
): Markup {
  const inLane =
    (id: string) =>
    (categories: Readonly<Record<string, number>> = {}) =>
      categories[id] ?? 0
  const most = Math.max(1, ...lanes.flatMap(({ id }) => [...columns.periods.values()].map(inLane(id))))
  const paths = lanes.map(({ id }, index) =>
    barsPath(
      heightsOf(
        columns,
        window,
        inLane(id), // The square root keeps single events visible beside thousands.
        { most, height: LANE - 4, scale: Math.sqrt },
      ),
      Math.round(middles[index]! + LANE / 2 - 2),
    ),
  )
  return html`<g class="density">${stretched(columns, window, height, paths)}</g>`
}

/** The number of all events in each column, beneath the lanes. */
function pace(columns: Columns, window: Window, base: number): Markup {
  const most = Math.max(1, ...[...columns.periods.values()].map(total))
  return stretched(columns, window, base, [
    barsPath(heightsOf(columns, window, total, { most, height: DENSITY - 6 }), base),
  ])
}

const marksOf = (marks: readonly Mark[], hrefOf: (id: string) => string): Markup =>
  html`<g class="marks">${marks.map(mark => {
    const { event, bar, isVague } = mark
    return html`<a href="${hrefOf(event.id)}"${isVague && html` class="vague"`} tabindex="-1"><title>${event.date.text}
${markedTitle(event)}</title>${
      bar &&
      html`<rect x="${percent(bar[0])}" y="${mark.y - 2}" width="${percent(bar[1] - bar[0])}" height="4" rx="2"/>`
    }${shapeOf(mark)}</a>\n`
  })}</g>`

/** Disc: confirmed. Ring: reported. Open diamond: claimed. Solid diamond: disputed. */
function shapeOf({ event: { status }, x, y, radius }: Mark): Markup {
  const isOpen = status === 'reported' || status === 'claimed'
  const open = isOpen && html` class="open"`
  if (status === 'confirmed' || status === 'reported')
    return html`<circle${open} cx="${percent(x)}" cy="${y}" r="${isOpen ? radius - 0.5 : radius}"/>`
  return html`<svg x="${percent(x)}" y="${y}"><path${open} d="${diamond(radius + 1)}"/></svg>`
}

const diamond = (radius: number): string => `M0-${radius} ${radius} 0 0 ${radius}-${radius} 0z`

const labelsOf = (labels: readonly Label[]): Markup =>
  html`<g class="labels">${labels.map(({ mark, text, side, dx, y, isWide }) => {
    const classes = [side === 'end' && 'end', isWide && 'wide'].filter(each => each !== false).join(' ')
    return html`<text${classes !== '' && html` class="${classes}"`} x="${percent(mark.x)}" dx="${side === 'end' ? -dx : dx}" y="${y + 4}">${text}</text>\n`
  })}</g>`

type Point = SeriesView['points'][number]

const pointsWithin = ({ points }: SeriesView, window: Window): Point[] =>
  points.filter(({ year }) => windowOf(year).to >= window.from && windowOf(year).from <= window.to)

/** The values of a series over the same axis, with its highest value named. */
function seriesBars(series: SeriesView, points: readonly Point[], window: Window): Markup {
  const peak = points.reduce((best, each) => (each.value > best.value ? each : best))
  const most = Math.max(1, peak.value)
  const bars = points.map(({ year, value }) => {
    const { from, to } = windowOf(year)
    const [start, end] = [Math.max(0, shareOf(window, from)), Math.min(1, shareOf(window, to))]
    const height = Math.max(1, Math.round((Math.max(0, value) / most) * (SERIES - 26)))
    return { year, value, x: start + (end - start) * 0.06, width: (end - start) * 0.88, height }
  })
  const highest = bars.find(({ year }) => year === peak.year)!
  const isLate = highest.x > 0.8
  return html`<g class="series"><text x="3" y="12">${series.title}</text>${bars.map(
    ({ x, width, height }) =>
      html`<rect x="${percent(x)}" width="${percent(width)}" y="${SERIES - height}" height="${height}"/>`,
  )}<text class="${isLate ? 'end' : 'peak'}" x="${percent(highest.x + (isLate ? highest.width : 0))}" y="${SERIES - highest.height - 5}">${peak.year}: ${phrasesOf(series.language).quantity(axisNumber(peak.value, series.language), series.unit.name)}</text></g>`
}
