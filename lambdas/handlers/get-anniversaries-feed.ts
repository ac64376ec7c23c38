/** GET /feeds/anniversaries.* */
import { addDays } from '../domain/civil-date.ts'
import { anniversariesFeed } from '../feeds/anniversaries.ts'
import type { Handler } from '../http/call.ts'
import { highlighted } from '../store/highlighted.ts'
import { feedReply } from './feed-reply.ts'

const DAYS = 60
/** The feed's bound, whatever the size of the timeline. */
const MOST_ITEMS = 200

export const getAnniversariesFeed: Handler<'getAnniversariesFeed'> = async (call, services) => {
  const { items } = await highlighted(services, addDays(call.today, 1 - DAYS), call.today, { limit: MOST_ITEMS })
  return feedReply(call, selfUrl => anniversariesFeed(items, call.head.updatedAt, selfUrl, call.setting))
}
