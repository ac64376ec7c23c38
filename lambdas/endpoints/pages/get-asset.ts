import { CACHE_CLASSES } from '../../http/cache-control.ts'
import { endpoint } from '../../http/endpoint.ts'
import { notFound } from '../../http/problem.ts'
import { accentStyle } from '../../pages/accent.ts'
import assets from '../../pages/assets.json' with { type: 'json' }

const asset = (name: keyof typeof assets, representation: 'css' | 'javascript') =>
  endpoint({
    path: `/assets/{digest}/${name}`,
    cache: 'immutable',
    dependsOn: [],
    representation,
    handle: ({ path }) => {
      const { text, digest } = assets[name]
      // A page cached before a deployment gets the current asset, but caches must not keep it under the old address.
      return { body: text, ...(path.digest !== digest && { headers: { 'cache-control': CACHE_CLASSES.none } }) }
    },
  })

const accent = endpoint({
  path: '/assets/{digest}/accent.css',
  cache: 'immutable',
  dependsOn: [],
  representation: 'css',
  handle: ({ path }) => {
    if (!/^[0-9a-f]{6}$/.test(path.digest ?? '')) throw notFound('such a colour')
    return { body: accentStyle(`#${path.digest}`) }
  },
})

export const getAsset = [
  accent,
  asset('style.css', 'css'),
  asset('enhance.js', 'javascript'),
  asset('board.js', 'javascript'),
]
