/** GET /favicon.svg */
import type { Handler } from '../http/call.ts'
import { FAVICON } from '../pages/favicon.ts'

export const getFavicon: Handler<'getFavicon'> = () => ({ body: FAVICON })
