/** What the pages of tags and of categories share. */
import { eventView, facetView } from '../domain/view.ts'
import type { AnyCall, Reply } from '../http/call.ts'
import { notFound } from '../http/problem.ts'
import { FACET_PATHS, facetPage, type PagedDimension } from '../pages/facet.ts'
import { type EventReader, UnknownFacetValue } from '../store/event-store.ts'
import { bothWays } from './both-ways.ts'

type FacetCall = AnyCall & { parameters: { cursor: string | undefined; before: string | undefined } }

/** @throws {Problem} 404 for a value that no event has and the timeline does not declare */
export async function facetReply(
  dimension: PagedDimension,
  value: string,
  call: FacetCall,
  events: EventReader,
): Promise<Reply> {
  const { setting } = call
  const facets = { [dimension]: [value] }
  const known = (error: unknown): never => {
    throw error instanceof UnknownFacetValue ? notFound(`${dimension} "${value}"`) : error
  }
  const [[count], stretch] = await Promise.all([
    events.values(facets),
    bothWays(call, `${FACET_PATHS[dimension]}/${value}`, page => events.list({ facets }, page)),
  ]).catch(known)
  const body = facetPage(
    {
      ...stretch,
      dimension,
      facet: facetView(count!, setting),
      events: stretch.events.map(event => eventView(event, setting)),
    },
    setting,
  )
  return { body }
}
