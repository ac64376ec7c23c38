/** GET /years/{year} */
import { eventView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { notFound } from '../http/problem.ts'
import { yearPage } from '../pages/year.ts'
import { bothWays } from './both-ways.ts'

export const getYearPage: Handler<'getYearPage'> = async (call, { events }) => {
  const { parameters, setting } = call
  const { year } = parameters
  const range = { from: `${year}-01-01`, to: `${year}-12-31`, facets: {} }
  const [stretch, years] = await Promise.all([
    bothWays(call, `/years/${year}`, page => events.list(range, page)),
    events.counts('year'),
  ])
  const place = years.findIndex(({ value }) => value === year)
  if (place === -1) throw notFound(`event in ${year}`)
  const body = yearPage(
    {
      ...stretch,
      year,
      total: years[place]!.events,
      events: stretch.events.map(event => eventView(event, setting)),
      previous: years[place - 1]?.value,
      next: years[place + 1]?.value,
    },
    setting,
  )
  return { body }
}
