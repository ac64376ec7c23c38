import { hasKnownEnd } from '../../domain/event.ts'
import { parseHistoricalDate } from '../../domain/historical-date.ts'
import { eventView, seriesView } from '../../domain/view.ts'
import { bidirectionalPage } from '../../http/bidirectional-paging.ts'
import { yearPage } from '../../pages/year.ts'
import { page } from './page.ts'

export const getYearPage = page({
  path: '/years/{year}',
  parameters: ['year', 'cursor', 'before'],
  access: ['events:Query', 'events/byTime:Query', 'events:BatchGetItem'],
  handle: async (request, { events }) => {
    const { parameters, renderContext } = request
    const { year } = parameters
    const { start: from, end: to } = parseHistoricalDate(year)
    const [stretch, years, summaries] = await Promise.all([
      bidirectionalPage(request, `/years/${year}`, page => events.list({ from, to, facets: {} }, page)),
      events.counts('year'),
      events.seriesList(),
    ])
    const series = await Promise.all(summaries.map(({ id }) => events.series(id)))
    const isPastRecord = years.every(({ value }) => value < year)
    const touching = isPastRecord ? stretch.events.filter(hasKnownEnd) : stretch.events
    const isWhole = stretch.earlier === undefined && stretch.later === undefined
    const begun = years.find(({ value }) => value === year)?.events ?? 0
    const body = yearPage(
      {
        ...stretch,
        year,
        total: isWhole ? touching.length : begun,
        figures: series
          .flatMap(each => (each ? seriesView(each, renderContext) : []))
          .map(each => ({ ...each, points: each.points.filter(point => point.year === year) }))
          .filter(({ points }) => points.length > 0),
        events: touching.map(event => eventView(event, renderContext)),
        previous: years.findLast(({ value }) => value < year)?.value,
        next: years.find(({ value }) => value > year)?.value,
      },
      renderContext,
    )
    return { body }
  },
})
