/** Reads the content of a view of the timeline, for the timeline page, the home page, frames and pictures. */
import type { CivilDate } from '../domain/civil-date.ts'
import { facetFilters, hasKnownEnd, STATUSES, type StoredEvent, significancesFrom, timeKeyOf } from '../domain/event.ts'
import { chooseFor } from '../domain/text.ts'
import { eventView, facetView, type RenderContext, seriesView } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { type Window, windowOf } from '../domain/window.ts'
import type { RequestContext } from '../http/endpoint.ts'
import type { ParameterName, ParametersOf } from '../http/parameters/index.ts'
import type { SearchServices } from '../http/services.ts'
import type { Lane } from '../pages/board/board.ts'
import { type Columns, coarser, columnsOf, columnUnit, total } from '../pages/board/columns.ts'
import type { Filters } from '../pages/filters.ts'
import { dayAndCategory, type Selection, VIEW_FACETS, type ViewData } from '../pages/timeline-view.ts'
import { CALENDAR_UNITS, type Count, type EventQuery } from '../store/event-store.ts'
import { foundEvents } from './found-events.ts'

/** Beyond, a view shows the number of events in each column in place of a mark for each. */
const MAX_MARKS = 400

/** Maximum number of lanes: the categories with the most events. */
const MAX_LANES = 30

/** The parameters that narrow a page. */
export const FILTER_PARAMETERS = [
  'fromInForm',
  'toInForm',
  ...VIEW_FACETS,
  'minSignificance',
] as const satisfies readonly ParameterName[]

/** The parameters that select the events of a view. */
export const VIEW_PARAMETERS = [
  ...FILTER_PARAMETERS,
  'words',
  'shownSeries',
] as const satisfies readonly ParameterName[]

type SelectionParameters = ParametersOf<(typeof FILTER_PARAMETERS)[number]> &
  Partial<ParametersOf<'words' | 'shownSeries'>>

/** @param span the days of the timeline, for a bound that is not given */
export function selectionOf(parameters: SelectionParameters, span: Window): Selection {
  const { fromInForm, toInForm, words: q, shownSeries: series, ...rest } = parameters
  const { category, tag, actor, place, status, minSignificance } = rest
  const window = windowBetween(fromInForm, toInForm, span)
  return { window, category, tag, actor, place, status, minSignificance, q, series }
}

/** The days between the given bounds, in either order, limited to the days of the timeline. */
function windowBetween(from: CivilDate | undefined, to: CivilDate | undefined, span: Window): Window | undefined {
  if (from === undefined && to === undefined) return undefined
  const [first, last] = [from ?? span.from, to ?? span.to]
  return first <= last ? { from: first, to: last } : { from: last, to: first }
}

type Request = Pick<RequestContext, 'metadata' | 'renderContext' | 'now'>

export interface ReadView extends ViewData {
  categories: readonly Count[]
  drawn: 'all' | 'best' | 'earliest'
  allSeries: readonly { id: string; title: string }[]
  statuses: Readonly<Record<string, number>> | undefined
}

export const queryOf = ({ window, q: _, series: __, minSignificance, ...facets }: Selection): EventQuery => ({
  from: window?.from,
  to: window?.to,
  facets: facetFilters(facets),
  significance: significancesFrom(minSignificance),
})

/** By change, a search reads the events that its index does not have yet. */
export const VIEW_ACCESS = [
  'events:Query',
  'events/byTime:Query',
  'events/byChange:Query',
  'events:BatchGetItem',
] as const

export interface Span extends Window {
  events: number
}

/** The years from the first event to the last; the current one for a timeline without events. */
export async function readSpan({ now }: Pick<Request, 'now'>, { events }: SearchServices): Promise<Span> {
  const years = await events.counts('year')
  const [first, last] = [years[0]?.value ?? now.slice(0, 4), years.at(-1)?.value ?? now.slice(0, 4)]
  return {
    from: windowOf(first).from,
    to: windowOf(last).to,
    events: years.reduce((sum, year) => sum + year.events, 0),
  }
}

export async function readView(
  request: Request,
  services: SearchServices,
  selection: Selection,
  span: Span,
): Promise<ReadView> {
  const { events } = services
  const { renderContext, metadata } = request
  const [categories, summaries] = await Promise.all([events.counts('category'), events.seriesList()])
  const window = selection.window ?? span
  const seriesId = selection.series ?? summaries.find(({ partOf }) => partOf === undefined)?.id
  const wanted = summaries.find(({ id }) => id === seriesId)
  const [{ columns, ...found }, series] = await Promise.all([
    readEvents(request, services, { ...selection, window }, span.events),
    wanted && events.series(wanted.id),
  ])
  const isPastRecord = window.from > span.to
  const views = found.events
    ?.filter(event => !isPastRecord || hasKnownEnd(event))
    .map(event => eventView(event, renderContext))
  const drawnColumns = columns ?? columnsOf(views!.map(dayAndCategory(window)), columnUnit(window, 'below'))
  const byCategory = sumsOf(drawnColumns)
  return {
    selection,
    window,
    span,
    lanes: lanesOf(categories, byCategory, metadata.timeline.families ?? [], renderContext),
    events: views,
    columns: drawnColumns,
    count: total(byCategory),
    series: series && seriesView(series, renderContext),
    categories,
    drawn: found.drawn,
    allSeries: summaries.map(({ id, title }) => ({ id, title: chooseFor(title, renderContext).text })),
    statuses: views && statusesOf(views),
  }
}

type Found = { events: StoredEvent[] | undefined; columns?: Columns; drawn: ReadView['drawn'] }

/** The events of a view, or their counts if they are too many. Reads a bounded number of items for a timeline of any size. */
async function readEvents(
  request: Request,
  services: SearchServices,
  selection: Selection & { window: Window },
  inTimeline: number,
): Promise<Found> {
  const { events } = services
  const { window, q } = selection
  const query = queryOf(selection)
  if (q !== undefined) {
    const search = { ...query, q, sort: 'relevance', order: 'asc' } as const
    const { items, next } = await foundEvents(request, services, search, { limit: MAX_MARKS })
    return {
      events: items.sort((a, b) => (timeKeyOf(a) < timeKeyOf(b) ? -1 : 1)),
      drawn: next === undefined ? 'all' : 'best',
    }
  }
  const counts = inTimeline > MAX_MARKS ? await countEvents(services, query, window) : undefined
  if (!counts || (counts.isComplete && total(sumsOf(counts.columns)) <= MAX_MARKS)) {
    const { items, next } = await events.list(query, { limit: MAX_MARKS, order: 'asc' })
    // Events that began before the window are in the list but not in the counts.
    if (!counts || next === undefined) return { events: items, drawn: 'all' }
  }
  return { events: undefined, columns: counts.columns, drawn: counts.isComplete ? 'all' : 'earliest' }
}

/** Numbers of events that begin in a window: the stored counts by category, or a count of the entries that a filter finds. */
async function countEvents(
  { events }: SearchServices,
  query: EventQuery,
  window: Window,
): Promise<{ columns: Columns; isComplete: boolean }> {
  const unit = columnUnit(window, 'lanes')
  const { category, ...others } = query.facets
  if (Object.keys(others).length > 0 || query.significance !== undefined) {
    const outline = await events.outline(query)
    return { columns: columnsOf(outline.events, unit), isComplete: outline.isComplete }
  }
  const kept = CALENDAR_UNITS.find(each => each === unit) ?? 'year'
  const counted = await events.calendar(kept, window)
  const periods = counted.map(({ period, categories }): [string, Record<string, number>] => [
    period,
    category ? Object.fromEntries(category.map(each => [each, categories[each] ?? 0])) : categories,
  ])
  return { columns: coarser({ unit: kept, periods: new Map(periods) }, unit), isComplete: true }
}

const sumsOf = (columns: Columns): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const categories of columns.periods.values())
    for (const [category, events] of Object.entries(categories)) sums[category] = (sums[category] ?? 0) + events
  return sums
}

/** The categories with events in the view, by family and in the order of the timeline; others last. */
function lanesOf(
  categories: readonly Count[],
  events: Readonly<Record<string, number>>,
  families: readonly (readonly string[])[],
  context: RenderContext,
): Lane[] {
  const shown = categories
    .filter(({ value }) => (events[value] ?? 0) > 0)
    .sort((a, b) => events[b.value]! - events[a.value]!)
    .slice(0, MAX_LANES)
  const known = new Map(shown.map(count => [count.value, count]))
  const listed = new Set(families.flat())
  const others = categories.flatMap(({ value }) => (known.has(value) && !listed.has(value) ? value : []))
  return [...families, others].flatMap(family =>
    family
      .flatMap(id => known.get(id) ?? [])
      .map((count, index) => ({
        id: count.value,
        name: facetView(count, context).name ?? count.value,
        events: events[count.value]!,
        isFirst: index === 0,
      })),
  )
}

const statusesOf = (events: readonly EventView[]): Record<string, number> =>
  Object.fromEntries(STATUSES.map(status => [status, events.filter(event => event.status === status).length]))

/** Categories to choose from. */
export const categoryChoices = (categories: readonly Count[], context: RenderContext): Filters['categories'] =>
  categories.map(count => {
    const { value, name, events } = facetView(count, context)
    return { value, name: name ?? value, events }
  })

/** The names of the values that are chosen. @throws {UnknownFacetValue} */
export async function readNames(
  { category, tag, actor, place }: Selection,
  { events }: SearchServices,
  context: RenderContext,
): Promise<Filters['names']> {
  const named = await events.values({ category, tag, actor, place })
  return new Map(
    named.map(({ dimension, value, name }) => [`${dimension}#${value}`, name ? chooseFor(name, context).text : value]),
  )
}
