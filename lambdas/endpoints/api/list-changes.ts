import type { Instant } from '../../domain/civil-date.ts'
import { secondsAfter } from '../../domain/time-zone.ts'
import { changeView } from '../../domain/view.ts'
import { endpoint } from '../../http/endpoint.ts'
import { listResponse, pageRequest } from '../../http/paging.ts'

/**
 * A write has the time at which it began, and may become visible some seconds after writes that began later. Mirrors therefore request the
 * last seconds again; changes that are repeated have the same revision.
 */
const OVERLAP_SECONDS = 60

export const listChanges = endpoint({
  path: '/v1/changes',
  parameters: ['since', 'limit', 'cursor', 'lang'],
  access: ['events/byChange:Query'],
  summary: 'Additions, corrections and deletions in the order of time, for mirrors',
  answer: {
    list: 'Change',
    more: {
      since: {
        type: 'string',
        format: 'date-time',
        description:
          'the `since` of the next request, once no page follows. It overlaps: changes that are repeated have the same revision',
      },
    },
  },
  handle: async (request, { events }) => {
    const { since } = request.parameters
    const page = await events.changes(pageRequest(request, 'asc'), since)
    const latest = page.items.at(-1)?.updatedAt ?? since ?? request.metadata.updatedAt
    return listResponse(
      request,
      { ...page, items: page.items.map(change => changeView(change, request.renderContext)) },
      { since: overlapping(latest, since, request.now) },
    )
  },
})

/** The `since` of the next request, after everything up to `latest`; never earlier than that of this request, and never later than now. */
function overlapping(latest: Instant, since: Instant | undefined, now: Instant): Instant {
  const instant = secondsAfter(latest < now ? latest : now, -OVERLAP_SECONDS)
  return since !== undefined && since > instant && since <= now ? since : instant
}
