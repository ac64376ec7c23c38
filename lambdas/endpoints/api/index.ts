import { group } from '../../http/endpoint.ts'
import { citeEvent, citeSeries, citeTimeline } from './get-citations.ts'
import { getEvent } from './get-event.ts'
import { getHealth } from './get-health.ts'
import { getOnDay, getOnThisDay } from './get-on-this-day.ts'
import { getOpenApi } from './get-open-api.ts'
import { getSeries, getSeriesCsv } from './get-series.ts'
import { getTimeline } from './get-timeline.ts'
import { listAnniversaries } from './list-anniversaries.ts'
import { listChanges } from './list-changes.ts'
import { listEvents } from './list-events.ts'
import { listEventsAs } from './list-events-files.ts'
import { listFacets } from './list-facets.ts'
import { listHighlights } from './list-highlights.ts'
import { listRevisions } from './list-revisions.ts'
import { listSeries } from './list-series.ts'

export const API = group('api', {
  getTimeline,
  citeTimeline,
  listEvents,
  listEventsAs,
  citeEvent,
  getEvent,
  listRevisions,
  listFacets,
  listChanges,
  getOnThisDay,
  getOnThisDayMonthDay: getOnDay,
  listAnniversaries,
  listHighlights,
  listSeries,
  getSeriesCsv,
  citeSeries,
  getSeries,
  getOpenApi,
  getHealth,
})
