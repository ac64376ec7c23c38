/** The configuration of a Lambda function is read from the environment that it is given, and names what is missing. */
import { describe, expect, test } from '@jest/globals'
import { configFromEnvironment, storeFromEnvironment } from '../../lambdas/functions/environment.ts'
import { TABLE_VARIABLES } from '../../lambdas/store/tables.ts'

const ENV = {
  [TABLE_VARIABLES.events]: 'events',
  [TABLE_VARIABLES.highlights]: 'highlights',
  PUBLIC_URL: 'https://annals.example',
  BUILD: 'b1',
}

describe('a function that answers requests', () => {
  test('is made from the environment, and leaves it to the SDK where DynamoDB is', () => {
    const { tables, now, ...config } = configFromEnvironment(ENV)
    expect({ ...tables }).toEqual({ events: 'events', highlights: 'highlights' })
    expect(now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(config).toEqual({ dynamoDB: {}, publicUrl: 'https://annals.example', build: 'b1' })
  })

  test.each(['PUBLIC_URL', 'BUILD', TABLE_VARIABLES.events])('is not made without %s, or where it is empty', name => {
    const message = `The environment variable ${name} is not set`
    expect(() => configFromEnvironment({ ...ENV, [name]: undefined })).toThrow(message)
    expect(() => configFromEnvironment({ ...ENV, [name]: '' })).toThrow(message)
  })

  test('searches in the collection that is named, as its role', () => {
    const role = {
      AWS_REGION: 'eu-north-1',
      AWS_ACCESS_KEY_ID: 'A',
      AWS_SECRET_ACCESS_KEY: 'S',
      AWS_SESSION_TOKEN: 'T',
    }
    expect(configFromEnvironment({ ...ENV, ...role, SEARCH_ENDPOINT: 'https://search.test' }).searchCollection).toEqual(
      {
        endpoint: 'https://search.test',
        region: 'eu-north-1',
        credentials: { accessKeyId: 'A', secretAccessKey: 'S', sessionToken: 'T' },
      },
    )
  })
})

test('a function that does not use the highlights is not asked for their table', () => {
  const { tables } = storeFromEnvironment({ [TABLE_VARIABLES.events]: 'events' })
  expect(tables.events).toBe('events')
  expect(() => tables.highlights).toThrow('HIGHLIGHTS')
})
