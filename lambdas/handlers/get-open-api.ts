/** GET /openapi.json */
import type { Handler } from '../http/call.ts'

export const getOpenApi: Handler<'getOpenApi'> = async () => {
  // Not before it is asked for: the start of the function need not wait for a document of 40 kB.
  const { default: body } = await import('../http/openapi.json', { with: { type: 'json' } })
  return { body }
}
