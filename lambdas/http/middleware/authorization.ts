import { Problem } from '../problem.ts'
import type { Middleware } from './http-event.ts'

/** Rejects a write whose signature the host has not checked: 403. A second lock, in case the host is misconfigured. */
export const authorization = (): Middleware => ({
  before: ({ event }) => {
    const isSigned = 'authorizer' in event.requestContext && event.requestContext.authorizer !== undefined
    if (event.request.endpoint.auth === 'iam' && !isSigned)
      throw new Problem('forbidden', { detail: 'This request must be signed (SigV4)' })
  },
})
