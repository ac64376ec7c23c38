import { CACHE_CLASSES } from '../cache-control.ts'
import { COMMON_HEADERS } from './common-headers.ts'
import type { HttpResponse } from './http-event.ts'

/** Ends the pipeline early. middy then runs no `after`, so the common headers are added here. */
export const redirect = (statusCode: 301 | 308, location: string): HttpResponse => ({
  statusCode,
  headers: { ...COMMON_HEADERS, location, 'cache-control': CACHE_CLASSES.page },
})
