import { CACHE_CLASSES } from '../../http/cache-control.ts'
import { endpoint } from '../../http/endpoint.ts'
import assets from '../../pages/assets.json' with { type: 'json' }

const asset = (name: keyof typeof assets, representation: 'css' | 'javascript') =>
  endpoint({
    path: `/assets/{digest}/${name}`,
    cache: 'immutable',
    dependsOn: [],
    representation,
    handle: ({ path }) => {
      const { text, digest } = assets[name]
      // A page cached before a deployment gets the current asset, but nobody may keep it under the old address.
      return { body: text, ...(path.digest !== digest && { headers: { 'cache-control': CACHE_CLASSES.none } }) }
    },
  })

export const getAsset = [asset('style.css', 'css'), asset('enhance.js', 'javascript'), asset('board.js', 'javascript')]
