/** The filter parameters of feeds and calendars. */
import { type FacetFilters, facetFilters, facetsOf, type StoredEvent, significancesFrom } from '../../domain/event.ts'
import { chooseFor } from '../../domain/text.ts'
import { FACET_PATHS, pageUrl } from '../../domain/view.ts'
import type { Narrowing } from '../../feeds/frame.ts'
import type { RequestContext } from '../../http/endpoint.ts'
import type { ParametersOf } from '../../http/parameters/index.ts'
import { near, Problem } from '../../http/problem.ts'
import { type EventQuery, type EventReader, UnknownFacetValue } from '../../store/event-store.ts'

export const FEED_PARAMETERS = ['lang', 'category', 'tag', 'minSignificance'] as const

/** Checks that the values of a filter exist, and lists the existing ones if they do not. */
export const FILTER_ACCESS = ['events:BatchGetItem', 'events:Query'] as const

type FeedParameters = ParametersOf<(typeof FEED_PARAMETERS)[number]>

export type FeedRequest = RequestContext<FeedParameters>

export interface FeedFilter extends Narrowing {
  facets: FacetFilters
  minSignificance: number
  /** Events that pass the more selective of its two facets at most; Infinity without a facet. */
  events: number
}

/** @throws {Problem} 404 for a category or tag that the timeline does not have, or no longer: its subscribers need not ask again. */
export async function feedFilter(request: FeedRequest, events: EventReader): Promise<FeedFilter> {
  const { parameters, renderContext } = request
  const { category, tag, minSignificance } = parameters
  const values = await events.values({ category, tag }).catch(error => {
    throw error instanceof UnknownFacetValue ? missing(error) : error
  })
  const [only] = values
  return {
    facets: facetFilters({ category, tag }),
    minSignificance,
    events: Math.min(
      Infinity,
      ...[...Map.groupBy(values, ({ dimension }) => dimension).values()].map(alternatives =>
        alternatives.reduce((sum, { events }) => sum + events, 0),
      ),
    ),
    key: filterQuery(parameters).toString(),
    ...(values.length === 1 &&
      minSignificance === 1 && {
        pageUrl: pageUrl(`${FACET_PATHS[only!.dimension as 'category' | 'tag']}/${only!.value}`, renderContext),
      }),
    names: values.map(({ name, value }) => (name ? chooseFor(name, renderContext).text : value)),
  }
}

export const filteredQuery = ({ facets, minSignificance }: FeedFilter): EventQuery => ({
  facets,
  significance: significancesFrom(minSignificance),
})

const missing = ({ dimension, value, message, allowed }: UnknownFacetValue): Problem =>
  new Problem('not-found', { detail: message, parameter: dimension, allowed: near(value, allowed) })

export function matchesFilter(event: StoredEvent, { facets, minSignificance }: FeedFilter): boolean {
  const own = facetsOf(event)
  const hasOneOf = (dimension: 'category' | 'tag') => {
    const values = facets[dimension]
    return values === undefined || values.some(value => own[dimension].includes(value))
  }
  return event.significance >= minSignificance && hasOneOf('category') && hasOneOf('tag')
}

/** The filter as a query, always in the same order. */
export function filterQuery({ category, tag, minSignificance }: Omit<FeedParameters, 'lang'>): URLSearchParams {
  const query = new URLSearchParams()
  for (const value of category) query.append('category', value)
  for (const value of tag) query.append('tag', value)
  if (minSignificance > 1) query.set('minSignificance', String(minSignificance))
  return query
}

/** The URL by which the feed was requested, as validators and hubs compare it. @param cursor of another page, or null for the first */
export function feedUrl({ query, rawPath, renderContext }: FeedRequest, cursor?: string | null): string {
  const asked = new URLSearchParams(query)
  if (cursor === null) asked.delete('cursor')
  else if (cursor !== undefined) asked.set('cursor', cursor)
  return `${renderContext.publicUrl}${rawPath}${asked.size === 0 ? '' : `?${asked}`}`
}
