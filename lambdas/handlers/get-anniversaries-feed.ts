/** GET /feeds/anniversaries.{rss,atom,json} */
import { addDays } from '../domain/civil-date.ts'
import { anniversariesFeed } from '../feeds/anniversaries.ts'
import type { Handler } from '../http/call.ts'
import { highlighted } from '../store/highlighted.ts'
import { feedReply, feedUrl, filterOf, passes } from './feeds.ts'

const DAYS = 60
/** The feed's bound, whatever the size of the timeline. */
const MOST_ITEMS = 200

export const getAnniversariesFeed: Handler<'getAnniversariesFeed'> = async (call, services) => {
  const { head, setting } = call
  const today = call.today()
  const [filter, { items }] = await Promise.all([
    filterOf(call, services.events),
    highlighted(services, addDays(today, 1 - DAYS), today, { limit: MOST_ITEMS }),
  ])
  const shown = items.filter(({ event }) => passes(event, filter))
  return feedReply(call, anniversariesFeed(shown, head.updatedAt, feedUrl(call), setting), filter)
}
