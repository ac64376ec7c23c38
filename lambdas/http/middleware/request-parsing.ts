import type { CivilDate, Instant } from '../../domain/civil-date.ts'
import { lookUp } from '../../domain/text.ts'
import { dateIn } from '../../domain/time-zone.ts'
import { pagePath } from '../../domain/view.ts'
import { bypassesCache, metadataCache } from '../cache.ts'
import type { RequestContext } from '../endpoint.ts'
import { addressOf, renamedAddress } from '../moved.ts'
import { queryNames, readParameters, rejectUnknown } from '../parameters/index.ts'
import { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { isCacheable, type Middleware, redirect } from './http-event.ts'

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
      const lang = request.query.get('lang')
      keepKnown(request)
      if (!request.endpoint.dependsOn.includes('version')) {
        // These endpoints respond even without a timeline.
        request.parameters = {}
        request.renderContext = { publicUrl } as RequestContext['renderContext']
        return undefined
      }
      // A response that caches must not keep, such as to a write, needs the current version.
      const metadata = await metadataAt(request.now, !isCacheable(event) || bypassesCache(event.headers))
      if (!metadata)
        throw new Problem('not-loaded', { detail: 'The timeline is not loaded yet', headers: { 'retry-after': '10' } })
      request.metadata = metadata
      const { timeline } = metadata
      const renamed = renamedAddress(request, timeline)
      if (renamed !== undefined) return redirect(301, renamed)
      const scope = { timeline, today: () => todayIn(timeline.timeZone, request.now) }
      request.parameters = readParameters(request.endpoint.parameters, request.path, request.query, scope)
      const { version = metadata.version } = request.parameters
      // Otherwise anybody could have a picture drawn again and again by inventing versions.
      if (version !== metadata.version) return redirect(307, withVersion(request, metadata.version))
      const { tz = timeline.timeZone, language = timeline.languages[0]! } = request.parameters
      request.today = () => todayIn(tz, request.now)
      request.renderContext = {
        language: request.parameters.lang ?? language,
        timeline,
        publicUrl,
        version: metadata.version,
      }
      const inLanguage = addressInLanguage(request, lang)
      return inLanguage === undefined ? undefined : redirect(308, inLanguage)
    },
  }
}

/** The address with another version. */
function withVersion({ rawPath, query }: RequestContext, version: string): string {
  const current = new URLSearchParams(query)
  current.set('v', version)
  return addressOf(rawPath, `${current}`)
}

/**
 * A page has one address in each language: `/about?lang=ko`, `/KO/about` and `/ko-KR/about` lead to `/ko/about`. An unknown `lang` is
 * ignored.
 * @param lang the parameter, if there is one
 */
function addressInLanguage({ endpoint, rawPath, path, query, renderContext }: RequestContext, lang: string | null) {
  if (endpoint.representation !== 'html') return undefined
  const { timeline, language } = renderContext
  const pathInDefault = path.language === undefined ? rawPath : rawPath.slice(1 + path.language.length) || '/'
  const wanted = lookUp(lang ?? '', timeline.languages) ?? language
  const location = pagePath(pathInDefault as `/${string}`, { language: wanted, timeline })
  return location === rawPath ? undefined : `${encodeURI(location)}${query.size === 0 ? '' : `?${query}`}`
}

/**
 * Drops unknown parameters of feeds, calendars and pages: readers, caches and other sites add their own (`utm_source`, `fbclid`, `_`).
 * @throws {Problem} for an unknown parameter of the API
 */
function keepKnown({ endpoint, query }: RequestContext): void {
  const known = queryNames(endpoint.parameters)
  if (endpoint.function === 'api' || endpoint.function === 'editor') rejectUnknown(known, query)
  for (const name of [...query.keys()]) if (!known.includes(name)) query.delete(name)
}
