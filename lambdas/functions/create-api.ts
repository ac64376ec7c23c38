/** The Lambda function behind `/v1`. */
import { API } from '../endpoints/api/index.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import type { HttpConfig } from './config.ts'
import { search } from './search.ts'
import { readServices } from './services.ts'

export function createApi(config: HttpConfig): HttpLambda {
  const services = readServices(config)
  return pipeline(API, { ...services, search: search(services.events, config.searchPlace) }, config)
}
