import Negotiator from 'negotiator'
import type { RequestContext } from '../endpoint.ts'
import { Problem } from '../problem.ts'
import { LIST_FORMATS, REPRESENTATIONS, type RepresentationName } from '../representations.ts'
import type { Middleware } from './http-event.ts'

/** The requested format, for endpoints that have a choice. An unknown format is rejected during parameter parsing. */
export function representationOf({ endpoint, query }: RequestContext): RepresentationName {
  const format = endpoint.parameters.includes('format') ? query.get('format') : null
  return LIST_FORMATS.find(each => each === format) ?? endpoint.representation
}

/** Rejects a request whose `Accept` excludes the representation: 406. */
export const negotiation = (): Middleware => ({
  before: ({ event }) => {
    const { mediaTypes } = REPRESENTATIONS[representationOf(event.request)]
    // Some clients name the character encoding too. All text here is UTF-8.
    const available = mediaTypes.flatMap(type => [type, `${type}; charset=utf-8`])
    if (new Negotiator({ headers: event.headers }).mediaTypes(available).length === 0)
      throw new Problem('not-acceptable', { detail: `Not available as ${event.headers.accept}`, allowed: mediaTypes })
  },
})
