/** From what routes and jobs declare to what IAM is asked for. */
import { describe, expect, test } from '@jest/globals'
import { OperatorError } from '../../lib/operator-error.ts'
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
  test.each([
    ['events:GetItem', { table: 'events', index: undefined, action: 'GetItem' }],
    ['events/byTime:Query', { table: 'events', index: 'byTime', action: 'Query' }],
    ['highlights:UpdateItem', { table: 'highlights', index: undefined, action: 'UpdateItem' }],
  ])('%s names a table, or an index of it, and an action', (access, parsed) => {
    expect(parseAccess(access)).toEqual(parsed)
  })

  test.each([
    'event:GetItem',
    'events:Gettem',
    'events:*',
    'events/byTme:Query',
    'events/byTime:PutItem',
    'highlights/byTime:Query',
    'events/*:Query',
    'events',
    'toString:GetItem',
    '',
  ])('%p does not exist, and the error lists what does', access => {
    expect(() => parseAccess(access)).toThrow(OperatorError)
    expect(() => parseAccess(access)).toThrow(
      new RegExp(
        `access "${access.replaceAll('*', '\\*')}" does not exist; allowed are events:GetItem, .*events/byTime:Query`,
      ),
    )
  })
})
