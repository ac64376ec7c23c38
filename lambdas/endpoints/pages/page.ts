/** A page for people, in each language of the timeline. */
import { type Definition, type EndpointFile, endpoint } from '../../http/endpoint.ts'
import type { ParameterName } from '../../http/parameters/index.ts'
import type { ApiServices } from '../../http/services.ts'
import { inEachLanguage } from '../in-each-language.ts'

export const page = <const Names extends ParameterName = never>(
  file: EndpointFile<Names, ApiServices>,
): Definition<ApiServices>[] => inEachLanguage(endpoint<Names, ApiServices>({ representation: 'html', ...file }))
