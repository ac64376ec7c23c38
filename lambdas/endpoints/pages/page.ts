/** Pages for people and pictures, in each language of the timeline. */
import { type Definition, type EndpointFile, endpoint } from '../../http/endpoint.ts'
import type { ParameterName } from '../../http/parameters/index.ts'
import type { ApiServices } from '../../http/services.ts'

export const page = <const Names extends ParameterName = never>(
  file: EndpointFile<Names, ApiServices>,
): Definition<ApiServices>[] => inEachLanguage(endpoint<Names, ApiServices>({ representation: 'html', ...file }))

/** An endpoint in the default language at its path, and in each other language at `/{language}` before it. */
export function inEachLanguage<S>(definition: Definition<S>): Definition<S>[] {
  const { path, parameters } = definition
  return [
    definition,
    {
      ...definition,
      path: `/{language}${path === '/' ? '' : path}`,
      parameters: ['language', ...parameters],
    },
  ]
}
