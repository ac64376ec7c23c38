import type { Instant } from '../../domain/civil-date.ts'
import { instantOf } from '../../domain/time-zone.ts'
import { changeView } from '../../domain/view.ts'
import { endpoint } from '../../http/endpoint.ts'
import { listResponse, pageRequest } from '../../http/paging.ts'

/**
 * A write is of the time at which it began, and may be seen some seconds after others that began later. A mirror therefore asks again for
 * this much, in seconds; what comes again has the revision that it had.
 */
const OVERLAP_SECONDS = 60

export const listChanges = endpoint({
  method: 'GET',
  path: '/v1/changes',
  parameters: ['since', 'limit', 'cursor', 'lang'],
  cache: 'page',
  dependsOn: ['version'],
  access: ['events/byChange:Query'],
  summary: 'Additions, corrections and deletions in the order of time, for mirrors',
  answer: {
    list: 'Change',
    more: {
      since: {
        type: 'string',
        format: 'date-time',
        description:
          'once nothing follows: what to ask for next. It overlaps; what comes again has the revision that it had',
      },
    },
  },
  handle: async (request, { events }) => {
    const { since } = request.parameters
    const page = await events.changes(pageRequest(request, 'asc'), since)
    const latest = page.items.at(-1)?.updatedAt ?? since ?? request.head.updatedAt
    return listResponse(
      request,
      { ...page, items: page.items.map(change => changeView(change, request.renderContext)) },
      { since: overlapping(latest, since) },
    )
  },
})

/** What to ask for after everything up to `latest`; never before what was asked for. */
function overlapping(latest: Instant, since: Instant | undefined): Instant {
  const instant = instantOf(Date.parse(latest) - OVERLAP_SECONDS * 1000)
  return since !== undefined && since > instant ? since : instant
}
