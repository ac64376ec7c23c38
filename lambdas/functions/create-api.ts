/** The Lambda function behind `/v1`. */
import { API } from '../endpoints/api/index.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import type { HttpConfig } from './config.ts'
import { searchServices } from './search.ts'

export const createApi = (config: HttpConfig): HttpLambda => pipeline(API, searchServices(config), config)
