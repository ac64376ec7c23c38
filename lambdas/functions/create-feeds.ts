/** The Lambda function behind `/feeds`. */
import { FEEDS } from '../endpoints/feeds/index.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import type { HttpConfig } from './config.ts'
import { readServices } from './services.ts'

export const createFeeds = (config: HttpConfig): HttpLambda => pipeline(FEEDS, readServices(config), config)
