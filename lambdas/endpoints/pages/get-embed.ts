/** Views for frames in pages elsewhere. Their language is a parameter, so that one path pattern has all of them. */
import { eventView, seriesView } from '../../domain/view.ts'
import { endpoint } from '../../http/endpoint.ts'
import { currentEvent, existingSeries } from '../../http/existing.ts'
import type { ApiServices } from '../../http/services.ts'
import { eventEmbed, seriesEmbed, timelineEmbed } from '../../pages/embed.ts'
import { readSpan, readView, selectionOf, VIEW_ACCESS, VIEW_PARAMETERS } from '../read-view.ts'

export const getTimelineEmbed = endpoint<(typeof VIEW_PARAMETERS)[number] | 'lang', ApiServices>({
  path: '/embed/timeline',
  representation: 'embed',
  parameters: [...VIEW_PARAMETERS, 'lang'],
  access: VIEW_ACCESS,
  handle: async (request, services) => {
    const span = await readSpan(request, services)
    const view = await readView(request, services, selectionOf(request.parameters, span), span)
    return { body: timelineEmbed(view, request.renderContext) }
  },
})

export const getEventEmbed = endpoint({
  path: '/embed/events/{id}',
  representation: 'embed',
  parameters: ['namedEvent', 'lang'],
  access: ['events:Query'],
  handle: async ({ parameters: { namedEvent: id }, renderContext }, { events }) => {
    const event = await currentEvent(events, id, await events.event(id))
    return { body: eventEmbed(eventView(event, renderContext), renderContext) }
  },
})

export const getSeriesEmbed = endpoint({
  path: '/embed/series/{id}',
  representation: 'embed',
  parameters: ['namedSeries', 'lang'],
  handle: async ({ parameters, renderContext }, { events }) => {
    const series = await existingSeries(events, parameters.namedSeries)
    return { body: seriesEmbed(seriesView(series, renderContext), renderContext) }
  },
})
