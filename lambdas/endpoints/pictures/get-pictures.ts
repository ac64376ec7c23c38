/** Pictures of an event, a view of the timeline and a series. */
import { eventView, seriesView } from '../../domain/view.ts'
import { currentEvent, existingSeries } from '../../http/existing.ts'
import { notFound } from '../../http/problem.ts'
import { card } from '../../pages/card.ts'
import { seriesPicture, timelinePicture } from '../../pages/picture.ts'
import { readSpan, readView, selectionOf, VIEW_ACCESS, VIEW_PARAMETERS } from '../read-view.ts'
import { picture } from './picture.ts'

export const getCard = picture({
  path: '/cards/{id}',
  parameters: ['namedEvent'],
  // For an event that has another id now.
  access: ['events:Query'],
  draw: async ({ parameters, renderContext }, { events }) => {
    const { namedEvent: id } = parameters
    const event = await currentEvent(events, id, await events.event(id))
    return card(eventView(event, renderContext), renderContext)
  },
})

export const getSeriesPicture = picture({
  path: '/charts/{id}',
  parameters: ['namedSeries'],
  draw: async ({ parameters, renderContext }, { events }) => {
    const { namedSeries: id } = parameters
    const series = await existingSeries(events, id)
    if (series.points.length === 0) throw notFound(`chart of the series "${id}"`)
    return seriesPicture(seriesView(series, renderContext), renderContext)
  },
})

export const getTimelinePicture = picture({
  path: '/timeline',
  parameters: VIEW_PARAMETERS,
  access: VIEW_ACCESS,
  draw: async (request, services) => {
    const span = await readSpan(request, services)
    const view = await readView(request, services, selectionOf(request.parameters, span), span)
    return timelinePicture(view, request.renderContext)
  },
})
