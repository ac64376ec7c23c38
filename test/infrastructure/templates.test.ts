/**
 * The templates, by default and with every option, as files that a change has to change too:
 *
 *     UPDATE_GOLDEN=1 npm test -- test/infrastructure/templates
 *
 * – and then their difference is read as a bill and a list of permissions would be.
 */
import { join } from 'node:path'
import { describe, expect, jest, test } from '@jest/globals'
import { CfnQueue } from 'aws-cdk-lib/aws-sqs'
import type { Stack } from 'aws-cdk-lib/core'
import { goldenFile } from '../support/golden.ts'
import { EVERY_OPTION, synthesize } from '../support/synthesis.ts'
import { listing } from '../support/template-listing.ts'

/** Two of the tests synthesize themselves. */
jest.setTimeout(60_000)

const FOLDER = join(import.meta.dirname, 'templates')

const CASES = [
  { name: 'default', options: {} },
  { name: 'every-option', options: EVERY_OPTION },
]

describe.each(CASES)('the template of $name', ({ name, options }) => {
  const { template, resources, findings } = synthesize(options)

  test('is the one that was reviewed', () => {
    const actual = listing(resources, template.findOutputs('*'))
    expect(actual).toBe(goldenFile(FOLDER, `${name}.txt`, actual))
  })

  test('breaks no rule of AWS Solutions or of CloudFormation, but where it says why', () => {
    expect(findings).toEqual([])
  })

  test('is ASCII, which is all that CloudFormation shows as it is', () => {
    expect(JSON.stringify(template.toJSON()).match(/[^\x20-\x7e]+/g)).toBeNull()
  })
})

describe('the checks', () => {
  test('tell of a queue that takes plain HTTP', () => {
    const { findings } = synthesize({}, app => {
      new CfnQueue(app.node.findChild('Annals') as Stack, 'Open', { sqsManagedSseEnabled: true })
    })
    expect(findings).toEqual(['AwsSolutions-SQS3 Annals/Open', 'AwsSolutions-SQS4 Annals/Open'])
  })

  test('tell of a property that CloudFormation does not take', () => {
    const { findings } = synthesize({}, app => {
      const schedule = app.node.findChild('Annals').node.findChild('Daily').node.findChild('Schedule')
      ;(schedule.node.defaultChild as CfnQueue).addPropertyOverride('State', 'SOMETIMES')
    })
    expect(findings).toEqual([expect.stringContaining('Annals/Daily/Schedule/Resource')])
  })
})
