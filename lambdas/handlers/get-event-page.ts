/** GET /events/{id} */
import { dateIn } from '../domain/time-zone.ts'
import { eventPage } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { entryPage } from '../pages/entry.ts'
import { eventAround } from './event-around.ts'

/** Most revisions that a page lists; the API has them all. */
const MOST_REVISIONS = 20

export const getEventPage: Handler<'getEventPage'> = async ({ parameters, setting, head }, { events }) => {
  const { namedEvent: id } = parameters
  const [{ event, around }, revisions] = await Promise.all([
    eventAround(events, id),
    events.revisions(id, { limit: MOST_REVISIONS, order: 'desc' }),
  ])
  const { timeZone } = head.timeline
  const history = revisions.items.map(each => ({ revision: each.revision, day: dateIn(timeZone, each.updatedAt) }))
  return { body: entryPage({ event: eventPage(event, around, setting), history }, setting) }
}
