/** GET /docs */
import type { Handler } from '../http/call.ts'
import { type OpenApi, referencePage } from '../pages/reference.ts'

export const getReferencePage: Handler<'getReferencePage'> = async ({ setting }) => {
  // Not before it is asked for: the start of the function need not wait for a document of 40 kB.
  const { default: document } = await import('../http/openapi.json', { with: { type: 'json' } })
  return { body: referencePage(document as unknown as OpenApi, setting) }
}
