/** GET /categories/{category} */
import type { Handler } from '../http/call.ts'
import { facetReply } from './facet-page.ts'

export const getCategoryPage: Handler<'getCategoryPage'> = (call, { events }) =>
  facetReply('category', call.parameters.namedCategory, call, events)
