/** A view of the timeline: its filters, its address, and its picture with the table beside it. */
import { phrasesOf } from '../domain/language.ts'
import { pagePath, type RenderContext } from '../domain/view.ts'
import type { EventView, SeriesView } from '../domain/view-schema.ts'
import { boundsOf, daysIn, periodOf, type Unit, type Window, within } from '../domain/window.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { board, type Lane } from './board/board.ts'
import { type CalendarTable, calendarTable, tableUnit } from './board/calendar-table.ts'
import { type Columns, coarser, columnsOf, total } from './board/columns.ts'
import { longestGaps } from './board/geometry.ts'
import { periodName, windowName } from './board/period-name.ts'
import { linkTo, type Path } from './layout.ts'

export const VIEW_FACETS = ['category', 'tag', 'actor', 'place', 'status'] as const
export type ViewFacet = (typeof VIEW_FACETS)[number]

/** The filters of a view. */
export interface Selection extends Record<ViewFacet, readonly string[]> {
  /** Undefined: from the first event to the last. */
  window?: Window | undefined
  minSignificance: number
  q?: string | undefined
  /** Id of the series above the lanes. Undefined: the first. */
  series?: string | undefined
}

export const EVERYTHING: Selection = { category: [], tag: [], actor: [], place: [], status: [], minSignificance: 1 }

/** Path and query of a page that shows a selection, without language prefix. */
export function selectionPath(page: Path, { window, minSignificance, q, series, ...facets }: Selection): Path {
  const query = new URLSearchParams(window && { ...boundsOf(window) })
  for (const facet of VIEW_FACETS) for (const value of facets[facet]) query.append(facet, value)
  if (minSignificance > 1) query.set('minSignificance', `${minSignificance}`)
  if (q !== undefined) query.set('q', q)
  if (series !== undefined) query.set('series', series)
  return query.size === 0 ? page : `${page}?${query}`
}

/** Path and query of a view, without language prefix. */
export const timelinePath = (selection: Selection): Path => selectionPath('/timeline', selection)

export const timelineLink = (selection: Selection, context: RenderContext): string =>
  pagePath(timelinePath(selection), context)

export interface ViewData {
  selection: Selection
  window: Window
  /** From the first event of the timeline to the last. */
  span: Window
  lanes: readonly Lane[]
  /** Chronological; undefined if there are too many to draw each. */
  events: readonly EventView[] | undefined
  columns: Columns
  count: number
  series: SeriesView | undefined
}

/** The board of a view, as pages and pictures draw it. */
export function boardOf(data: ViewData, context: RenderContext): Markup {
  const { language } = context
  const { selection, span } = data
  const texts = phrasesOf(language).pages.timeline
  const hrefOf = {
    event: (id: string) => linkTo(`/events/${id}`, context),
    window: (window: Window) => timelineLink({ ...selection, window }, context),
    category: (id: string) => timelineLink({ ...selection, category: [id] }, context),
    range: timelineLink({ ...selection, window: undefined }, context),
  }
  return board({ ...data, language, lastDay: span.to, gaps: gapsIn(data), texts, hrefOf })
}

/** @param finest the finest unit of the table's cells */
export function viewFigure(data: ViewData, context: RenderContext, finest: Unit = 'month'): Markup {
  const { language } = context
  const { selection, window, events, columns } = data
  const title = phrasesOf(language).pages.timeline.table
  const hrefOf = (each: Window) => timelineLink({ ...selection, window: each }, context)
  const unit = tableUnit(window, finestOf(finest, events ? 'day' : columns.unit))
  return html`<figure class="view">
${boardOf(data, context)}
${unit && html`<div class="months">${calendarTable({ language, window, columns: events ? columnsOf(events.map(dayAndCategory(window)), unit) : columns, unit, title, hrefOf, ...(events && { unconfirmed: unconfirmedIn(events, window, unit) }) })}</div>`}
</figure>`
}

/** An event that began before the window counts on its first day. */
export const dayAndCategory =
  (window: Window) =>
  ({ date, category }: EventView) => ({ day: within(window, date).from, category: category.id })

const finestOf = (wanted: Unit, known: Unit): Unit => (known === 'year' || known === 'decade' ? known : wanted)

const unconfirmedIn = (events: readonly EventView[], window: Window, unit: CalendarTable['unit']): Set<string> =>
  new Set(
    events.filter(({ status }) => status !== 'confirmed').map(({ date }) => periodOf(unit, within(window, date).from)),
  )

/** Periods without recorded events. A filtered view cannot show them. */
const gapsIn = ({ selection, events, window }: ViewData) =>
  events === undefined || isFiltered(selection) ? [] : longestGaps(events, window)

/** Whether a selection leaves out events, apart from those before or after its window. */
const isFiltered = ({ q, minSignificance, ...facets }: Selection): boolean =>
  q !== undefined || minSignificance > 1 || VIEW_FACETS.some(facet => facets[facet].length > 0)

/** Whether a selection may leave out events. */
export const isNarrowed = (selection: Selection): boolean => selection.window !== undefined || isFiltered(selection)

/** Describes a view in one sentence. */
export function viewSentence(data: ViewData, { language }: RenderContext): string {
  const { window, columns, count, lanes } = data
  const { shared, timeline } = phrasesOf(language).pages
  const span = windowName(window, language)
  if (count === 0) return timeline.nothing(span)
  const summary = timeline.summary(shared.events(count), span)
  const unit = daysIn(window) > 3 * 366 ? 'year' : 'month'
  const periods = [...coarser(columns, unit).periods].map(([period, categories]) => ({
    period,
    events: total(categories),
  }))
  const peak = periods.reduce(
    (best, each) => (each.events > best.events ? each : best),
    periods[0] ?? { period: '', events: 0 },
  )
  const topic = lanes.reduce((best, each) => (each.events > best.events ? each : best))
  const [gap] = gapsIn(data)
  const most =
    peak.events > 1 && periods.length > 1 && lanes.length > 1
      ? timeline.most(periodName(peak.period, language), peak.events, topic.name, topic.events)
      : undefined
  const none = gap && timeline.none(gap.days, periodName(gap.from, language))
  return `${[summary, most, none].filter(each => each !== undefined).join('; ')}.`
}
