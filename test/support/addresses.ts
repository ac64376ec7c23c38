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

/** `path` with something that is there in place of each parameter. */
export function addressOf(path: string): string {
  const asset = Object.entries(assets).find(([name]) => path.endsWith(`/${name}`))
  const values = {
    ...VALUES,
    ...(asset && { digest: asset[1].digest }),
    ...(/\/(series|statistics)\//.test(path) && { id: 'arrivals' }),
  }
  return path.replace(/\{(\w+)\}/g, (_, name: keyof typeof values) => values[name]!)
}

/** Every address that can be read, with its endpoint. */
export const READS = (ENDPOINTS as readonly Endpoint[])
  .filter(({ method }) => method === 'GET')
  .map(route => ({ route, address: addressOf(route.path) }))
