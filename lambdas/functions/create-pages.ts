/** The Lambda function behind the pages and all paths that no other function serves. */
import { errorPage } from '../endpoints/pages/error-page.ts'
import { PAGES } from '../endpoints/pages/index.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import type { HttpConfig } from './config.ts'
import { searchServices } from './search.ts'

export const createPages = (config: HttpConfig): HttpLambda =>
  pipeline(PAGES, searchServices(config), config, errorPage)
