/** Citations as files for reference managers, each format at an address of its own. */
import { eventView, seriesView } from '../../domain/view.ts'
import {
  CITATION_FORMATS,
  CITATION_WRITERS,
  type Citation,
  type CitationFormat,
  eventCitation,
  seriesCitation,
  timelineCitation,
} from '../../formats/citation.ts'
import { type Definition, type EndpointFile, endpoint } from '../../http/endpoint.ts'
import { currentEvent, existingSeries } from '../../http/existing.ts'
import type { RepresentationName } from '../../http/representations.ts'
import type { Services } from '../../http/services.ts'

type Cite<Names extends 'id' | 'lang'> = (
  ...asked: Parameters<EndpointFile<Names, Services>['handle']>
) => Citation | Promise<Citation>

const REPRESENTATIONS: Record<CitationFormat, RepresentationName> = { bib: 'bibTex', ris: 'ris', 'csl.json': 'cslJson' }

/** An endpoint for each format. */
const citations = <Names extends 'id' | 'lang'>(
  path: string,
  what: string,
  parameters: readonly Names[],
  cite: Cite<Names>,
): Definition<Services>[] =>
  (Object.keys(CITATION_FORMATS) as CitationFormat[]).map(format =>
    endpoint<Names>({
      path: `${path}.${format}`,
      parameters,
      representation: REPRESENTATIONS[format],
      ...(path.includes('/events/') && { access: ['events:Query'] as const }),
      summary: `How to cite ${what}, as ${CITATION_FORMATS[format]}`,
      ...(format === 'csl.json' && { answer: { schema: { type: 'array', items: { type: 'object' } } } }),
      handle: async (...asked) => ({ body: CITATION_WRITERS[format](await cite(...asked)) }),
    }),
  )

export const citeEvent = citations(
  '/v1/events/{id}',
  'an event',
  ['id', 'lang'],
  async ({ parameters, renderContext }, { events }) => {
    const event = await currentEvent(events, parameters.id, await events.event(parameters.id))
    return eventCitation(eventView(event, renderContext), renderContext)
  },
)

export const citeSeries = citations(
  '/v1/series/{id}',
  'a series',
  ['id', 'lang'],
  async ({ parameters, metadata, renderContext }, { events }) => {
    const series = await existingSeries(events, parameters.id)
    return seriesCitation(seriesView(series, renderContext), metadata, renderContext)
  },
)

export const citeTimeline = citations('/v1/timeline', 'the timeline', ['lang'], ({ metadata, renderContext }) =>
  timelineCitation(metadata, renderContext),
)
