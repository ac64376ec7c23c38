/** GET /assets/{digest}/… */

import { CACHE_CLASSES } from '../http/cache-control.ts'
import type { Handler } from '../http/call.ts'
import assets from '../pages/assets.json' with { type: 'json' }

export const getAsset: Handler<'getAsset'> = ({ path, rawPath }) => {
  const { text, digest } = assets[rawPath.split('/').at(-1) as keyof typeof assets]
  // A page that was kept from before a deployment looks as one does now; but nobody keeps it under the address of then.
  return { body: text, ...(path.digest !== digest && { headers: { 'cache-control': CACHE_CLASSES.none } }) }
}
