/** The filter of feeds and calendars: what they may be narrowed to. */
import { type FacetFilters, facetFilters, facetsOf, type StoredEvent } from '../../domain/event.ts'
import { chooseFor } from '../../domain/text.ts'
import type { Narrowing } from '../../feeds/frame.ts'
import type { RequestContext } from '../../http/endpoint.ts'
import type { ParametersOf } from '../../http/parameters/index.ts'
import type { EventReader } from '../../store/event-store.ts'

export const FEED_PARAMETERS = ['lang', 'category', 'tag', 'minSignificance'] as const

/** Checks that the values of a filter exist, and lists the existing ones if they do not. */
export const FILTER_ACCESS = ['events:BatchGetItem', 'events:Query'] as const

type FeedParameters = ParametersOf<(typeof FEED_PARAMETERS)[number]>

export type FeedRequest = RequestContext<FeedParameters>

export interface FeedFilter extends Narrowing {
  facets: FacetFilters
  minSignificance: number
}

/** @throws {UnknownFacetValue} */
export async function feedFilter(request: FeedRequest, events: EventReader): Promise<FeedFilter> {
  const { parameters, renderContext } = request
  const { category, tag, minSignificance } = parameters
  const values = await events.values({ category, tag })
  return {
    facets: facetFilters({ category, tag }),
    minSignificance,
    key: filterQuery(parameters).toString(),
    names: values.map(({ name, value }) => (name ? chooseFor(name, renderContext).text : value)),
  }
}

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

/** The URL of the feed itself, or of a page of it. It states the language, so that a subscription keeps its language if the default changes. */
export function feedUrl({ parameters, rawPath, renderContext }: FeedRequest, cursor?: string): string {
  const query = new URLSearchParams([['lang', renderContext.language], ...filterQuery(parameters)])
  if (cursor !== undefined) query.set('cursor', cursor)
  return `${renderContext.publicUrl}${rawPath}?${query}`
}
