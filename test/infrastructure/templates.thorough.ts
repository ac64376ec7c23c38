/**
 * The templates, by default and with every option, as files that a change has to change too:
 *
 *     UPDATE_GOLDEN=1 npm run test:thorough -- test/infrastructure/templates
 *
 * – and then their difference is read as a bill and a list of permissions would be.
 */
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { CfnResource, Stack } from 'aws-cdk-lib/core'
import { goldenFile } from '../support/golden.ts'
import { EVERY_OPTION, synthesize, synthesizeArranged } from '../support/synthesis.ts'
import { listing } from '../support/template-listing.ts'
import { importInWorker } from '../worker/in-worker.ts'

const { CfnQueue } = await importInWorker<typeof import('../worker/constructs.ts')>(
  import.meta.resolve('../worker/constructs.ts'),
)

const FOLDER = join(import.meta.dirname, 'templates')

const CASES = [
  { name: 'default', options: {} },
  { name: 'every-option', options: EVERY_OPTION },
]

describe.each(CASES)('the template of $name', ({ name, options }) => {
  const { resources, outputs, findings } = synthesize(options)

  test('is the reviewed one', () => {
    const actual = listing(resources, outputs)
    expect(actual).toBe(goldenFile(FOLDER, `${name}.txt`, actual))
  })

  test('breaks no rule of AWS Solutions or of CloudFormation without a stated reason', () => {
    expect(findings).toEqual([])
  })

  test('is ASCII, which is all that CloudFormation shows as it is', () => {
    expect(JSON.stringify([resources, outputs]).match(/[^\x20-\x7e]+/g)).toBeNull()
  })
})

describe('the checks', () => {
  test('find a queue that takes plain HTTP', () => {
    const { findings } = synthesizeArranged(app => {
      new CfnQueue(app.node.findChild('Annals') as Stack, 'Open', { sqsManagedSseEnabled: true })
    })
    expect(findings).toEqual(['AwsSolutions-SQS3 Annals/Open', 'AwsSolutions-SQS4 Annals/Open'])
  })

  test('find a property that CloudFormation does not have', () => {
    const { findings } = synthesizeArranged(app => {
      const schedule = app.node
        .findChild('Annals')
        .node.findChild('Default')
        .node.findChild('Daily')
        .node.findChild('Schedule')
      ;(schedule.node.defaultChild as CfnResource).addPropertyOverride('State', 'SOMETIMES')
    })
    expect(findings).toEqual([expect.stringContaining('Annals/Default/Daily/Schedule/Resource')])
  })
})
