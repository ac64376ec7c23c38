/** GET /v1/changes */
import type { Instant } from '../domain/civil-date.ts'
import { instantOf } from '../domain/time-zone.ts'
import { changeView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { listReply, pageRequest } from '../http/paging.ts'

/**
 * A write is of the time at which it began, and may be seen some seconds after others that began later. A mirror therefore asks again for
 * this much, in seconds; what comes again has the revision that it had.
 */
const OVERLAP_SECONDS = 60

export const listChanges: Handler<'listChanges'> = async (call, { events }) => {
  const { since } = call.parameters
  const page = await events.changes(pageRequest(call, 'asc'), since)
  const latest = page.items.at(-1)?.updatedAt ?? since ?? call.head.updatedAt
  return listReply(
    call,
    { ...page, items: page.items.map(change => changeView(change, call.setting)) },
    { since: overlapping(latest, since) },
  )
}

/** What to ask for after everything up to `latest`; never before what was asked for. */
function overlapping(latest: Instant, since: Instant | undefined): Instant {
  const instant = instantOf(Date.parse(latest) - OVERLAP_SECONDS * 1000)
  return since !== undefined && since > instant ? since : instant
}
