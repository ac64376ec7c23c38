/** GET /about */
import type { Handler } from '../http/call.ts'
import { aboutPage } from '../pages/about.ts'

export const getAboutPage: Handler<'getAboutPage'> = async ({ setting }, { events }) => {
  const [statuses, years] = await Promise.all([events.counts('status'), events.counts('year')])
  const about = {
    statuses: Object.fromEntries(statuses.map(({ value, events }) => [value, events])),
    span: years.length === 0 ? undefined : { first: years[0]!.value, last: years.at(-1)!.value },
  }
  return { body: aboutPage(about, setting) }
}
