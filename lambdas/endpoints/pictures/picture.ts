/** A picture as SVG and as PNG, in each language of the timeline. */
import { type Definition, type EndpointFile, endpoint, type RequestContext } from '../../http/endpoint.ts'
import type { ParameterName, ParametersOf } from '../../http/parameters/index.ts'
import type { PictureServices } from '../../http/services.ts'
import { inEachLanguage } from '../in-each-language.ts'

interface PictureFile<Names extends ParameterName> extends Pick<EndpointFile<Names, never>, 'parameters' | 'access'> {
  /** Without the ending. */
  path: string
  /** Returns SVG. */
  draw: (request: RequestContext<ParametersOf<Names>>, services: PictureServices) => Promise<string>
}

export function picture<const Names extends ParameterName>({
  path,
  parameters = [],
  access = [],
  draw,
}: PictureFile<Names>): Definition<PictureServices>[] {
  return (['svg', 'png'] as const).flatMap(format =>
    inEachLanguage(
      endpoint<Names | 'version', PictureServices>({
        path: `${path}.${format}`,
        parameters: [...parameters, 'version'],
        access,
        representation: format,
        handle: async (request, services) => {
          const svg = await draw(request, services)
          return { body: format === 'svg' ? svg : await services.rasterize(svg) }
        },
      }),
    ),
  )
}
