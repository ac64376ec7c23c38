/** GET /openapi.json */
import type { Handler } from '../http/call.ts'
import document from '../http/openapi.json' with { type: 'json' }

const body = JSON.stringify(document)

export const getOpenApi: Handler<'getOpenApi'> = () => ({ body })
