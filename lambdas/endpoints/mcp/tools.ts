/**
 * The tools that agents call (Model Context Protocol), as data. Each is a read of the API, so an agent gets what every client gets: events
 * with their status, attribution and sources, within the same limits.
 */
import type { Definition } from '../../http/endpoint.ts'
import { PARAMETERS, type ParameterName } from '../../http/parameters/index.ts'
import { MAX_ALTERNATIVES, type Parameter } from '../../http/parameters/parameter.ts'
import { getEvent } from '../api/get-event.ts'
import { getOnDay, getOnThisDay } from '../api/get-on-this-day.ts'
import { getSeries, listSeries } from '../api/get-series.ts'
import { getTimeline } from '../api/get-timeline.ts'
import { listEvents } from '../api/list-events.ts'
import { listFacets } from '../api/list-facets.ts'
import { listAnniversaries, listHighlights } from '../api/list-occurrences.ts'

interface Tool {
  title: string
  description: string
  // biome-ignore lint/suspicious/noExplicitAny: only facts of the endpoint are read here
  endpoint: Definition<any>
  parameters: readonly ParameterName[]
  /** Parameters that an agent must give, besides those of the path. */
  required?: readonly ParameterName[]
}

const PAGE = ['limit', 'cursor', 'lang'] as const
const FILTERED = ['from', 'to', 'category', 'tag', 'actor', 'place', 'status', 'minSignificance'] as const

export const TOOLS = {
  describe_timeline: {
    title: 'Describe the timeline',
    description: 'What the timeline is about, its languages, its span, and the events of each year and category.',
    endpoint: getTimeline,
    parameters: ['lang'],
  },
  list_filter_values: {
    title: 'List the values of a filter',
    description:
      'The ids and names that a filter takes – category, tag, actor, place or status – and how many events have each.',
    endpoint: listFacets,
    parameters: ['dimension', ...FILTERED, 'lang'],
  },
  search_events: {
    title: 'Search events',
    description: 'Events that contain the words of q, the best match first.',
    endpoint: listEvents,
    parameters: ['q', ...FILTERED, 'sort', ...PAGE],
    required: ['q'],
  },
  list_events: {
    title: 'List events',
    description: 'Events in order of time, narrowed by dates, category, tag, actor, place, status or significance.',
    endpoint: listEvents,
    parameters: [...FILTERED, 'order', ...PAGE],
  },
  get_event: {
    title: 'Read an event',
    description: 'One event with its summary, figures, status, attribution and sources, and the events related to it.',
    endpoint: getEvent,
    parameters: ['id', 'lang'],
  },
  events_on_this_day: {
    title: 'Events on this day',
    description: 'Events of any year that started on today’s month and day.',
    endpoint: getOnThisDay,
    parameters: ['tz', ...PAGE],
  },
  events_on_day: {
    title: 'Events on a day of the year',
    description: 'Events of any year that started on the given month and day.',
    endpoint: getOnDay,
    parameters: ['monthDay', ...PAGE],
  },
  upcoming_anniversaries: {
    title: 'Upcoming anniversaries',
    description: 'Anniversaries and observances in the days to come.',
    endpoint: listAnniversaries,
    parameters: ['startDay', 'days', ...PAGE],
  },
  recent_highlights: {
    title: 'Recent highlights',
    description: 'The anniversaries that were announced in the last sixty days, the latest first.',
    endpoint: listHighlights,
    parameters: ['fromDay', 'toDay', ...PAGE],
  },
  list_series: {
    title: 'List the series',
    description: 'The series of yearly statistics.',
    endpoint: listSeries,
    parameters: ['lang'],
  },
  get_series: {
    title: 'Read a series',
    description: 'One series of yearly statistics with its values and their sources.',
    endpoint: getSeries,
    parameters: ['id', 'lang'],
  },
} as const satisfies Record<string, Tool>

/** An agent that passes on a claim as a fact misleads its readers. */
export const INSTRUCTIONS =
  'A timeline of dated, sourced events. The status of each event is confirmed, reported, claimed or disputed. Whenever you pass on an event that is not confirmed, say so and name its attribution. Cite the sources of the event.'

/** The tools as `tools/list` has them. They only read. */
export const toolList = () =>
  Object.entries(TOOLS).map(([name, { title, description, ...tool }]) => ({
    name,
    title,
    description,
    inputSchema: inputSchemaOf(tool),
    annotations: { title, readOnlyHint: true, openWorldHint: false },
  }))

function inputSchemaOf({ parameters, required = [] }: Pick<Tool, 'parameters' | 'required'>) {
  const all = parameters.map(name => ({ ...PARAMETERS[name], isRequired: required.includes(name) }))
  return {
    type: 'object' as const,
    properties: Object.fromEntries(all.map(parameter => [parameter.name, schemaOf(parameter)])),
    required: all.filter(({ isRequired, in: where }) => isRequired || where === 'path').map(({ name }) => name),
    additionalProperties: false,
  }
}

const schemaOf = ({ description, schema, ...parameter }: Parameter) => ({
  ...('repeated' in parameter ? { type: 'array', items: schema, maxItems: MAX_ALTERNATIVES } : schema),
  description,
})

/** The address of the read that a call of the tool means. Arguments that the tool does not have stay in the query, where the API rejects them. */
export function targetOf(name: keyof typeof TOOLS, args: Record<string, unknown>): { path: string; query: string } {
  const { endpoint }: Tool = TOOLS[name]
  const query = new URLSearchParams()
  let { path } = endpoint
  for (const [key, value] of Object.entries(args)) {
    const inPath = path.replace(`{${key}}`, () => encodeURIComponent(`${value}`))
    if (inPath === path) for (const each of [value].flat()) query.append(key, `${each}`)
    path = inPath
  }
  return { path, query: query.toString() }
}
