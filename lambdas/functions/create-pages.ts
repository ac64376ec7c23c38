/** The Lambda function behind the pages and all paths that no other function serves. */
import { errorPage } from '../endpoints/pages/error-page.ts'
import { PAGES } from '../endpoints/pages/index.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import type { HttpConfig } from './config.ts'
import { search } from './search.ts'
import { readServices } from './services.ts'

export function createPages(config: HttpConfig): HttpLambda {
  const services = readServices(config)
  return pipeline(PAGES, { ...services, search: search(services.events, config.searchPlace) }, config, errorPage)
}
