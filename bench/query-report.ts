/** Renders the tables of `bench/queries.ts` and checks its targets. Pure. */
import type { HostRate } from './host-measurement.ts'
import type { DepthCost, JobCost, KnownCost, PageCost, Way } from './query-measurement.ts'
import { PAGES } from './query-pages.ts'
import { table } from './report.ts'
import type { StartUp } from './start-up.ts'

export interface Queries {
  /** Number of timed requests per kind. */
  rounds: number
  pages: PageCost[]
  depths: DepthCost[]
  jobs: JobCost[]
  known: KnownCost[]
  hosts: HostRate[]
  starts: StartUp[]
}

/** The maximum cost of a page in the largest timeline and of a deep page, as ratios. */
const MOST_UNITS = 1.1
const MOST_MILLISECONDS = 1.5
/** The maximum read units of an unchanged answer, and its minimum speed-up. */
const MOST_UNITS_UNCHANGED = 0.5
const LEAST_GAIN = 5
/** The page in the timeline that others are compared with. */
const COMPARED_EVENTS = 10_000

const count = (value: number): string => value.toLocaleString('en')
const figures = (value: number): string =>
  value >= 100 ? count(Math.round(value)) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
const times = (ratio: number): string => `${ratio.toFixed(2)} ×`

/** A ratio with the limit `most`: bold if it is met, otherwise marked as missed. */
const held = (ratio: number, most: number | undefined): string =>
  most === undefined ? times(ratio) : ratio <= most ? `**${times(ratio)}**` : `${times(ratio)} (missed)`

export function queriesText(queries: Queries): string {
  return [
    '### Pages',
    pagesTable(
      queries,
      'read units, in calls',
      ({ readUnits, calls }) => `${figures(readUnits)} in ${figures(calls)}`,
      [({ readUnits }) => readUnits, MOST_UNITS],
    ),
    pagesTable(queries, 'milliseconds', ({ milliseconds }) => figures(milliseconds), [
      ({ milliseconds }) => milliseconds,
      MOST_MILLISECONDS,
    ]),
    ...(queries.depths.length === 0 ? [] : ['### Depth', depthTable(queries)]),
    '### The daily job',
    jobTable(queries),
    '### Unchanged answers',
    knownTable(queries),
    '### Servers',
    hostTable(queries),
    '### Start',
    startTable(queries),
  ].join('\n\n')
}

function pagesTable(
  { pages }: Queries,
  what: string,
  cell: (cost: PageCost) => string,
  [measure, most]: [measure: (cost: PageCost) => number, most: number],
): string {
  const sizes = [...new Set(pages.map(({ events }) => events))].sort((a, b) => a - b)
  const largest = sizes.at(-1)!
  const isCompared = largest > COMPARED_EVENTS
  const rows = PAGES.map(page => {
    const costs = new Map(pages.filter(cost => cost.what === page.what).map(cost => [cost.events, cost]))
    const ratio = measure(costs.get(largest)!) / measure(costs.get(COMPARED_EVENTS)!)
    const compared = isCompared ? [held(ratio, page.held && most)] : []
    return [page.what, ...sizes.map(events => cell(costs.get(events)!)), ...compared]
  })
  const head = [what, ...sizes.map(count), ...(isCompared ? [`${count(largest)} / ${count(COMPARED_EVENTS)}`] : [])]
  return table(`l${'r'.repeat(head.length - 1)}`, head, rows)
}

function depthTable({ depths }: Queries): string {
  const rows = depths.map(({ what, page, near, deep }) => [
    what,
    page === undefined ? 'half way' : count(page),
    figures(near.readUnits),
    figures(deep.readUnits),
    held(deep.readUnits / near.readUnits, MOST_UNITS),
    figures(near.milliseconds),
    figures(deep.milliseconds),
    held(deep.milliseconds / near.milliseconds, MOST_MILLISECONDS),
  ])
  const head = ['', 'from page', 'read units at the start', 'in the depth', '', 'ms at the start', 'in the depth', '']
  return table('lrrrrrrr', head, rows)
}

function jobTable({ jobs }: Queries): string {
  const head = [
    'events',
    'highlighted',
    'counted besides',
    'read units',
    'calls',
    'peak, MB',
    'message, kB',
    'event, kB',
  ]
  const kilobytes = (bytes: number) => (bytes / 1_000).toFixed(1)
  const rows = jobs.map(({ events, highlights, more, readUnits, calls, peak, message, event }) => [
    count(events),
    count(highlights),
    count(more),
    figures(readUnits),
    count(calls),
    peak.toFixed(0),
    kilobytes(message),
    kilobytes(event),
  ])
  return table('rrrrrrrr', head, rows)
}

function knownTable({ known }: Queries): string {
  const kinds = [...new Set(known.map(({ what }) => what))]
  const of = (kind: string, way: Way) => known.find(each => each.what === kind && each.way === way)!
  const rows = kinds.flatMap(kind => {
    const whole = of(kind, '200, read and rendered')
    return known
      .filter(({ what }) => what === kind)
      .map(({ way, readUnits, rate }) => {
        const unchanged = way.startsWith('304')
        const gain = rate / whole.rate
        const units = `${readUnits.toFixed(readUnits < 0.1 ? 4 : 2)}${unchanged && readUnits > MOST_UNITS_UNCHANGED ? ' (missed)' : ''}`
        const ratio = !unchanged ? times(gain) : gain >= LEAST_GAIN ? `**${times(gain)}**` : `${times(gain)} (missed)`
        return [kind, way, units, count(Math.round(rate)), ratio]
      })
  })
  return table('llrrr', ['', '', 'read units', 'a second', 'of the first'], rows)
}

function hostTable({ hosts }: Queries): string {
  const rows = hosts.map(({ host, what, rate, latency, bytes }) => {
    const others = hosts.find(each => each.what === what && each.host === 'json-server')!
    const ratio = rate / others.rate
    const target = host === 'Annals' ? (ratio >= 1 ? `**${times(ratio)}**` : `${times(ratio)} (missed)`) : times(ratio)
    return [what, host, count(Math.round(rate)), ratio === 1 ? '' : target, figures(latency), count(bytes)]
  })
  return table('llrrrr', ['', '', 'a second', 'of json-server', 'median, ms', 'bytes'], rows)
}

function startTable({ starts }: Queries): string {
  const rows = starts.map(({ state, milliseconds, host, engine }) => [
    state,
    (milliseconds / 1_000).toFixed(2),
    host.toFixed(0),
    engine.toFixed(0),
  ])
  return table('lrrr', ['', 's until it serves', 'host, MB', 'engine, MB'], rows)
}
