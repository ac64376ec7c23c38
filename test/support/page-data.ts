/** What pages are made of, and texts that must not become part of how they are made. */

import type { Series } from '../../lambdas/domain/event.ts'
import type { RenderContext } from '../../lambdas/domain/view.ts'
import type { EventView } from '../../lambdas/domain/view-schema.ts'
import type { Window } from '../../lambdas/domain/window.ts'
import { columnsOf, columnUnit } from '../../lambdas/pages/board/columns.ts'
import type { SearchData } from '../../lambdas/pages/search.ts'
import { dayAndCategory, EVERYTHING, type ViewData } from '../../lambdas/pages/timeline-view.ts'
import { anEvent, aTimeline } from './events.ts'

/** The timeline of tests, in English at `https://annals.example`; `overrides` replaces parts of it. */
export const aSetting = (overrides: Partial<RenderContext> = {}): RenderContext => ({
  language: 'en',
  timeline: aTimeline(),
  publicUrl: 'https://annals.example',
  ...overrides,
})

/** A version of the timeline. */
export const A_VERSION = { version: '7-0123456789ab', updatedAt: '2026-03-01T00:00:00Z' }

/** A series of three years, of which sources disagree on the second and nothing is known between it and the third. */
export function aSeries(overrides: Partial<Series> = {}): Series {
  const { sources } = anEvent()
  const basis = { en: 'Ministry', ko: '부처' }
  return {
    id: 'arrivals',
    title: { en: 'Arrivals by year', ko: '연도별 입국자' },
    description: { en: 'Who arrived.', ko: '입국한 사람.' },
    unit: { id: 'people', name: { en: 'people', ko: '명' } },
    points: [
      { year: '2001', value: 583, basis, disagreements: [], sources },
      {
        year: '2002',
        value: 1142,
        cumulative: 1725,
        basis,
        disagreements: [
          { en: '1,138: earlier figure', ko: '1,138: 이전 수치' },
          { en: '1,140: as quoted', ko: '1,140: 인용' },
        ],
        sources,
      },
      { year: '2004', value: 1898, cumulative: 3623, basis, disagreements: [], sources },
    ],
    ...overrides,
  }
}

/** A view of these events, by default of the years 2001 to 2003, with a lane for each of their categories. */
export function aView(
  events: readonly EventView[],
  window: Window = { from: '2001-01-01', to: '2003-12-31' },
): ViewData & { events: readonly EventView[] | undefined } {
  const lanes = [...Map.groupBy(events, ({ category }) => category.id).values()].map(own => ({
    id: own[0]!.category.id,
    name: own[0]!.category.name,
    events: own.length,
    isFirst: false,
  }))
  const columns = columnsOf(events.map(dayAndCategory(window)), columnUnit(window, 'below'))
  return {
    selection: EVERYTHING,
    window,
    span: window,
    lanes,
    events,
    columns,
    count: events.length,
    series: undefined,
  }
}

/** A search for `q` without results or filters. */
export const aSearch = (q: string, overrides: Partial<SearchData> = {}): SearchData => ({
  page: '/search',
  selection: { ...EVERYTHING, q },
  categories: [],
  names: new Map(),
  total: 0,
  events: [],
  forms: [],
  corrected: [],
  isPartial: false,
  counts: undefined,
  times: [],
  meant: [],
  unfiltered: undefined,
  ...overrides,
})
