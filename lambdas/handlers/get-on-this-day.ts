/** GET /v1/on-this-day and GET /v1/on-this-day/{monthDay} */
import { monthDayOf } from '../domain/civil-date.ts'
import { eventView } from '../domain/view.ts'
import type { Call, Handler } from '../http/call.ts'
import { listReply, pageRequest } from '../http/paging.ts'

/** In a common year, 29 February is not today, whatever the rule for anniversaries: the answer is about one day, and says which. */
export const getOnThisDay: Handler<'getOnThisDay'> = async (call, { events }) => {
  const day = 'monthDay' in call.parameters ? call.parameters.monthDay : monthDayOf(call.today())
  const page = await events.recurring(day, pageRequest(call as Call<typeof call.parameters>, call.parameters.order))
  return listReply(call, { ...page, items: page.items.map(event => eventView(event, call.setting)) }, { day })
}
