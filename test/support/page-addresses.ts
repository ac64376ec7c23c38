/** An address of every kind of page, in both languages, for tests that look at all of them. */
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import type { Endpoint } from '../../lambdas/http/endpoint.ts'

/** An event that sources disagree on, in the chronology of this repository. */
export const DISPUTED_EVENT = 'tv-defector-reappears-in-north-2017'

/** By their paths; a path without parameters is its own example. */
const EXAMPLES: Record<string, string> = {
  '/years/{year}': '/years/2024',
  '/events/{id}': `/events/${DISPUTED_EVENT}`,
  '/events/{id}/history': `/events/${DISPUTED_EVENT}/history`,
  '/on/{monthDay}': '/on/07-14',
  '/statistics/{id}': '/statistics/arrivals',
  '/places/{place}': '/places/seoul',
  '/actors/{actor}': '/actors/hwang-jang-yop',
  '/tags/{tag}': '/tags/hanawon',
  '/categories/{category}': '/categories/law',
  '/search': '/search?q=hanawon',
  '/subscribe': '/subscribe?category=law&tag=settlement-act&minSignificance=3',
}

const inEnglish = ENDPOINTS.filter(
  ({ representation, path }: Endpoint) => representation === 'html' && !path.startsWith('/{language}'),
).map(({ path }) => {
  const example = EXAMPLES[path] ?? (path.includes('{') ? undefined : path)
  if (example === undefined) throw new Error(`There is no example of the page ${path}`)
  return example
})

/** @returns the same page in Korean */
const inKorean = (address: string): string => `/ko${address === '/' ? '' : address}`

/** Every kind of page, with where there is none. */
export const PAGE_ADDRESSES: readonly string[] = [...inEnglish, '/nowhere'].flatMap(address => [
  address,
  inKorean(address),
])
