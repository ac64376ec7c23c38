import { group } from '../../http/endpoint.ts'
import { citeEvent, citeSeries, citeTimeline } from './get-citations.ts'
import { getEvent } from './get-event.ts'
import { getHealth } from './get-health.ts'
import { getOnDay, getOnThisDay } from './get-on-this-day.ts'
import { getOpenApi } from './get-open-api.ts'
import { getSeries, getSeriesCsv, listSeries } from './get-series.ts'
import { getTimeline } from './get-timeline.ts'
import { listChanges } from './list-changes.ts'
import { listEvents } from './list-events.ts'
import { listEventsAs } from './list-events-files.ts'
import { listFacets } from './list-facets.ts'
import { listAnniversaries, listHighlights } from './list-occurrences.ts'
import { listPlaces } from './list-places.ts'
import { listRevisions } from './list-revisions.ts'

export const API = group('api', {
  getTimeline,
  citeTimeline,
  listEvents,
  listEventsAs,
  citeEvent,
  getEvent,
  listRevisions,
  listFacets,
  listPlaces,
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
