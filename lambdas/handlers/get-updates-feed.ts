/** GET /feeds/updates.* */
import { updatesFeed } from '../feeds/updates.ts'
import type { Handler } from '../http/call.ts'
import { feedReply } from './feed-reply.ts'

/** The feed's bound, whatever the size of the timeline. */
const MOST_ITEMS = 100

export const getUpdatesFeed: Handler<'getUpdatesFeed'> = async (call, { events }) => {
  const { items } = await events.changes({ limit: MOST_ITEMS, order: 'desc' })
  return feedReply(call, selfUrl => updatesFeed(items, selfUrl, call.setting))
}
