import type { CivilDate, Instant } from '../../domain/civil-date.ts'
import { dateIn } from '../../domain/time-zone.ts'
import { bypassesCache, metadataCache } from '../cache.ts'
import type { RequestContext } from '../endpoint.ts'
import { readParameters, rejectUnknownParameters } from '../parameters/index.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { isCacheable, type Middleware } from './http-event.ts'

export interface RequestConfig {
  /** Public origin for absolute links, without a trailing slash. It is never taken from a client's Host header. */
  publicUrl: string
  now: () => Instant
  /** Overrides the day that the clock says. */
  today?: CivilDate | undefined
}

/** Reads the timeline's settings and parses parameters, language and day. */
export function requestParsing(services: Pick<Services, 'events'>, config: RequestConfig): Middleware {
  const { publicUrl, now } = config
  const todayIn = (timeZone: string, at: Instant) => config.today ?? dateIn(timeZone, at)
  const metadataAt = metadataCache(() => services.events.metadata())
  return {
    before: async ({ event }) => {
      const { request } = event
      request.now = now()
      if (!request.endpoint.dependsOn.includes('version')) {
        // These endpoints respond even without a timeline.
        rejectUnknownParameters([], request.query)
        request.parameters = {}
        request.renderContext = { publicUrl } as RequestContext['renderContext']
        return
      }
      // A response that nobody may keep, above all to a write, needs the current version.
      const metadata = await metadataAt(request.now, !isCacheable(event) || bypassesCache(event.headers))
      if (!metadata)
        throw new Problem('not-loaded', { detail: 'The timeline is not loaded yet', headers: { 'retry-after': '10' } })
      request.metadata = metadata
      const { timeline } = metadata
      // Other sites add their own parameters to links, which is no reason to turn a reader away.
      if (request.endpoint.representation !== 'html')
        rejectUnknownParameters(request.endpoint.parameters, request.query)
      const scope = { timeline, today: () => todayIn(timeline.timeZone, request.now) }
      request.parameters = readParameters(request.endpoint.parameters, request.path, request.query, scope)
      const { tz = timeline.timeZone, language, lang = language ?? timeline.languages[0]! } = request.parameters
      request.today = () => todayIn(tz, request.now)
      request.renderContext = { language: lang, timeline, publicUrl }
    },
  }
}
