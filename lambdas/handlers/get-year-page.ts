/** GET /years/{year} */
import { parseHistoricalDate } from '../domain/historical-date.ts'
import { eventView } from '../domain/view.ts'
import type { Handler } from '../http/call.ts'
import { notFound } from '../http/problem.ts'
import { yearPage } from '../pages/year.ts'
import { bothWays } from './both-ways.ts'

export const getYearPage: Handler<'getYearPage'> = async (call, { events }) => {
  const { parameters, setting } = call
  const { year } = parameters
  const { start: from, end: to } = parseHistoricalDate(year)
  const [stretch, years] = await Promise.all([
    bothWays(call, `/years/${year}`, page => events.list({ from, to, facets: {} }, page)),
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
