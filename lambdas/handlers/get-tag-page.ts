/** GET /tags/{tag} */
import type { Handler } from '../http/call.ts'
import { facetReply } from './facet-page.ts'

export const getTagPage: Handler<'getTagPage'> = (call, { events }) =>
  facetReply('tag', call.parameters.namedTag, call, events)
