import Negotiator from 'negotiator'
import type { Endpoint } from '../endpoint.ts'
import { Problem } from '../problem.ts'
import { REPRESENTATIONS } from '../representations.ts'
import type { Middleware } from './http-event.ts'

/** Whether the `Accept` field of a request matters. */
export const isNegotiated = (endpoint: Pick<Endpoint, 'function'>): boolean => endpoint.function !== 'feeds'

/**
 * Rejects a request whose `Accept` excludes the representation: 406. Not for feeds and calendars, because readers send the field of another
 * format.
 */
export const negotiation = (): Middleware => ({
  before: ({ event }) => {
    if (!isNegotiated(event.request.endpoint)) return
    const { mediaTypes } = REPRESENTATIONS[event.request.endpoint.representation]
    // Some clients name the character encoding too. All text here is UTF-8.
    const available = mediaTypes.flatMap(type => [type, `${type}; charset=utf-8`])
    const { accept } = event.headers
    // An empty field is taken for none.
    if (new Negotiator({ headers: accept ? { accept } : {} }).mediaTypes(available).length === 0)
      throw new Problem('not-acceptable', { detail: `Not available as ${accept}`, allowed: mediaTypes })
  },
})
