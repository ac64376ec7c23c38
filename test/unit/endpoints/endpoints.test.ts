/** The endpoints as a whole: what a function has to know about the endpoints of others, which its bundle does not have. */
import { describe, expect, test } from '@jest/globals'
import { FEED_ADDRESSES } from '../../../lambdas/endpoints/feeds/addresses.ts'
import { ENDPOINTS, FALLBACK_FUNCTION } from '../../../lambdas/endpoints/index.ts'
import { isForPrograms } from '../../../lambdas/http/middleware/error-handler.ts'
import { REPRESENTATIONS, type Representation } from '../../../lambdas/http/representations.ts'

/** Agents read the descriptions of the tools instead, and pictures are for browsers. */
const forPrograms = ENDPOINTS.filter(({ function: name }) => ![FALLBACK_FUNCTION, 'mcp', 'pictures'].includes(name))
const forPeople = ENDPOINTS.filter(({ function: name, path }) => name === FALLBACK_FUNCTION && path !== '/oembed')

describe.each(ENDPOINTS)('$method $path', endpoint => {
  const atSamePath = ENDPOINTS.filter(({ path }) => path === endpoint.path)

  test('is the only endpoint with its method and path', () => {
    expect(atSamePath.filter(({ method }) => method === endpoint.method)).toEqual([endpoint])
  })
})

test.each(forPrograms)(
  '$method $path gets errors as problem+json, and so does every path below its first segment',
  ({ path }) => {
    expect(isForPrograms(path)).toBe(true)
  },
)

test.each(forPeople)('$path gets errors as pages', ({ path }) => {
  expect(isForPrograms(path)).toBe(false)
})

test.each(forPrograms)('$method $path says in the reference what it is for and what it answers', endpoint => {
  expect(endpoint.summary).toMatch(/^\S.{9,}$/)
  const representation: Representation = REPRESENTATIONS[endpoint.representation]
  if (endpoint.method !== 'DELETE') expect(endpoint.answer ?? representation.description).toBeDefined()
})

test.each(ENDPOINTS.filter(({ method }) => method === 'GET'))(
  'GET $path allows the methods that other functions have at its path',
  ({ path, function: own, otherMethods = [] }) => {
    const others = ENDPOINTS.filter(endpoint => endpoint.path === path && endpoint.function !== own)
    expect(otherMethods).toEqual(others.map(({ method }) => method))
  },
)

test('feeds and calendars are listed under the addresses that they have', () => {
  const served = ENDPOINTS.flatMap(({ feed, representation, path }) => (feed ? { feed, representation, path } : []))
  expect(served).toEqual(FEED_ADDRESSES.map(({ name: _, ...address }) => address))
})
