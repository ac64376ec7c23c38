/** The Lambda function behind `/v1`, and behind whatever no route matches. */
import { getEvent } from '../handlers/get-event.ts'
import { getHealth } from '../handlers/get-health.ts'
import { getOnThisDay } from '../handlers/get-on-this-day.ts'
import { getOpenApi } from '../handlers/get-open-api.ts'
import { getSeries } from '../handlers/get-series.ts'
import { getTimeline } from '../handlers/get-timeline.ts'
import { listAnniversaries } from '../handlers/list-anniversaries.ts'
import { listChanges } from '../handlers/list-changes.ts'
import { listEvents } from '../handlers/list-events.ts'
import { listFacets } from '../handlers/list-facets.ts'
import { listHighlights } from '../handlers/list-highlights.ts'
import { listRevisions } from '../handlers/list-revisions.ts'
import { listSeries } from '../handlers/list-series.ts'
import type { ApiServices } from '../http/call.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import type { HttpConfig } from './config.ts'
import { search } from './search.ts'
import { readServices } from './services.ts'

export function createApi(config: HttpConfig): HttpLambda {
  const services = readServices(config)
  return pipeline<'api', ApiServices>(
    {
      getTimeline,
      listEvents,
      getEvent,
      listRevisions,
      listFacets,
      listChanges,
      getOnThisDay,
      listAnniversaries,
      listHighlights,
      listSeries,
      getSeries,
      getOpenApi,
      getHealth,
    },
    { ...services, search: search(services.events, config.searchCollection) },
    config,
  )
}
