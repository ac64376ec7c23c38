/** For the path of each endpoint, an address at which there is something. */

import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import type { Endpoint } from '../../lambdas/http/endpoint.ts'
import assets from '../../lambdas/pages/assets.json' with { type: 'json' }

const EVENT = 'first-defectors-day-2024'

const VALUES: Record<string, string> = {
  id: EVENT,
  // The accent colour; assets have a digest of their own.
  digest: '336699',
  dimension: 'tag',
  monthDay: '07-14',
  language: 'ko',
  year: '2004',
  tag: 'amendment',
  category: 'law',
  place: 'seoul',
  actor: 'hwang-jang-yop',
}

/** Stands in a query for the address of the host that is asked, which is not known before it starts. */
const HOST = '{host}'

/** `target` as the host of `publicUrl` is asked for it. */
export const targetAt = (publicUrl: string, target: string): string =>
  target.replace(HOST, encodeURIComponent(publicUrl))

/** What a path requires in its query. */
const QUERIES: Record<string, string> = { '/oembed': `?url=${HOST}%2Fevents%2F${EVENT}` }

/** `path` with something that is there in place of each parameter, and `{host}` for the address of the host (`targetAt`). */
export function addressOf(path: string): string {
  const asset = Object.entries(assets).find(([name]) => path.endsWith(`/${name}`))
  const values = {
    ...VALUES,
    ...(asset && { digest: asset[1].digest }),
    ...(/\/(series|statistics|charts)\//.test(path) && { id: 'arrivals' }),
  }
  return path.replace(/\{(\w+)\}/g, (_, name: keyof typeof values) => values[name]!) + (QUERIES[path] ?? '')
}

/** Every address that can be read, with its endpoint. */
export const READS = (ENDPOINTS as readonly Endpoint[])
  .filter(({ method }) => method === 'GET')
  .map(route => ({ route, address: addressOf(route.path) }))
