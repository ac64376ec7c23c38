import { Problem } from '../problem.ts'
import type { Middleware } from './http-event.ts'

/** API Gateway accepts 10,240 bytes for the request line and all headers: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_LENGTH = 4096

/** Rejects a path with a query that is longer than any endpoint needs: 414. */
export const targetLimit = (): Middleware => ({
  before: ({ event }) => {
    if (event.rawPath.length + event.rawQueryString.length > MAX_LENGTH)
      throw new Problem('uri-too-long', { detail: `Path and query are longer than ${MAX_LENGTH} characters` })
  },
})
