/** The configuration of a Lambda function is read from the environment that it is given, and names what is missing. */
import { describe, expect, test } from '@jest/globals'
import {
  bucketFromEnvironment,
  configFromEnvironment,
  storeFromEnvironment,
} from '../../lambdas/functions/environment.ts'
import { TABLE_VARIABLES } from '../../lambdas/store/tables.ts'

const ENV = {
  [TABLE_VARIABLES.events]: 'events',
  [TABLE_VARIABLES.highlights]: 'highlights',
  PUBLIC_URL: 'https://annals.example',
  BUILD: 'b1',
  METRICS_NAMESPACE: 'Annals',
}

describe('a function that answers requests', () => {
  test('is made from the environment, and leaves it to the SDK where DynamoDB is', () => {
    const { tables, now, log: _, metrics: __, ...config } = configFromEnvironment(ENV)
    expect({ ...tables }).toEqual({ events: 'events', highlights: 'highlights' })
    expect(now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(config).toEqual({ dynamoDB: {}, publicUrl: 'https://annals.example', build: 'b1' })
  })

  test.each(['PUBLIC_URL', 'BUILD', 'METRICS_NAMESPACE', TABLE_VARIABLES.events])(
    'is not made without %s, or where it is empty',
    name => {
      const message = `The environment variable ${name} is not set`
      expect(() => configFromEnvironment({ ...ENV, [name]: undefined })).toThrow(message)
      expect(() => configFromEnvironment({ ...ENV, [name]: '' })).toThrow(message)
    },
  )
})

test('a function that searches finds the index in the bucket that is named, and is not made without one', () => {
  expect(bucketFromEnvironment('SEARCH_BUCKET', { SEARCH_BUCKET: 'annals-search' })).toEqual({
    bucket: 'annals-search',
    clientOptions: {},
  })
  expect(() => bucketFromEnvironment('SEARCH_BUCKET', {})).toThrow('The environment variable SEARCH_BUCKET is not set')
})

test('a function that does not use the highlights is not asked for their table', () => {
  const { tables } = storeFromEnvironment({ [TABLE_VARIABLES.events]: 'events' })
  expect(tables.events).toBe('events')
  expect(() => tables.highlights).toThrow('HIGHLIGHTS')
})
