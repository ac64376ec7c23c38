/** From what routes and jobs declare to what IAM is asked for. */
import { describe, expect, test } from '@jest/globals'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import type { Access } from '../../lambdas/store/tables.ts'
import { accessOf, parseAccess } from '../../lib/stack/table-access.ts'

describe('the access of a function', () => {
  test('is that of all its endpoints, each once', () => {
    expect(accessOf('feeds')).toEqual([
      'events/byChange:Query',
      'events/byTime:Query',
      'events:BatchGetItem',
      'events:GetItem',
      'events:Query',
      'highlights:Query',
    ])
  })

  test('is that of its job if it has no endpoints', () => {
    expect(accessOf('anniversaries')).toContain('highlights:BatchWriteItem')
  })
})

describe('an access', () => {
  test.each<[Access, ReturnType<typeof parseAccess>]>([
    ['events:GetItem', { table: 'events', index: undefined, action: 'GetItem' }],
    ['events/byTime:Query', { table: 'events', index: 'byTime', action: 'Query' }],
    ['highlights:UpdateItem', { table: 'highlights', index: undefined, action: 'UpdateItem' }],
  ])('%s names a table, or an index of it, and an action', (access, parsed) => {
    expect(parseAccess(access)).toEqual(parsed)
  })

  // `npx tsc` reports an error that is expected and does not come.
  test('is one that exists: the compiler rejects others', () => {
    const wrong: Access[] = [
      // @ts-expect-error
      'event:GetItem',
      // @ts-expect-error
      'events:Gettem',
      // @ts-expect-error
      'events:*',
      // @ts-expect-error
      'events/byTme:Query',
      // @ts-expect-error
      'events/byTime:PutItem',
      // @ts-expect-error
      'highlights/byTime:Query',
      // @ts-expect-error
      'events/*:Query',
      // @ts-expect-error
      'events',
    ]
    expect(wrong.filter(access => ENDPOINTS.some(endpoint => endpoint.access.includes(access)))).toEqual([])
  })
})
