/** GET /health: whether the function runs; it asks no store. */
import type { Handler } from '../http/call.ts'

export const getHealth: Handler<'getHealth'> = () => ({ body: { status: 'ok' } })
