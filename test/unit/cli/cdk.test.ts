/** The arguments that cdk is called with, and the settings that are let through to it. */
import { tmpdir } from 'node:os'
import { describe, expect, test } from '@jest/globals'
import { cdkArguments, readContext, runCdk } from '../../../lib/cli/cdk.ts'
import type { Terminal } from '../../../lib/cli/terminal.ts'

describe('cdk is called', () => {
  test('to deploy: unasked, with the settings, and told where to write what the stack puts out', () => {
    const context = { email: 'owner@example.org', retain: 'false' }
    expect(cdkArguments({ action: 'deploy', stack: 'Annals', context, outputsFile: 'o.json' })).toEqual([
      ...['deploy', 'Annals', '--require-approval', 'never'],
      ...['--context', 'email=owner@example.org', '--context', 'retain=false', '--outputs-file', 'o.json'],
    ])
  })

  test('to compare: with nothing but the stack', () => {
    expect(cdkArguments({ action: 'diff', stack: 'Annals', context: {} })).toEqual(['diff', 'Annals'])
  })

  test('to destroy: unasked', () => {
    expect(cdkArguments({ action: 'destroy', stack: 'Annals', context: {} })).toEqual(['destroy', 'Annals', '--force'])
  })
})

test('a project without cdk says how to install it', async () => {
  const terminal = { cwd: tmpdir(), run: () => Promise.reject(new Error('started something')) }
  const running = runCdk({ action: 'diff', stack: 'Annals', context: {} }, terminal as unknown as Terminal, {})
  await expect(running).rejects.toThrow('cdk is not installed here: run npm install aws-cdk')
})

describe('a setting', () => {
  test('is what is before and after the first =', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/a-b'
    expect(readContext([`certificateArn=${certificateArn}`, 'domainName=timeline.example.org'])).toEqual({
      certificateArn,
      domainName: 'timeline.example.org',
    })
  })

  test.each([
    ['emial=a@example.org', /^There is no setting "emial"; allowed: .*email.*monthlyBudget/],
    ['retain', /^-c retain="" is invalid; allowed: true or false$/],
    ['retain=no', /^-c retain="no" is invalid; allowed: true or false$/],
    ['constructor=1', /^There is no setting "constructor"/],
    ['monthlyBudget=0', /^-c monthlyBudget="0" is invalid; allowed: an amount above 0/],
  ])('%s is refused', (pair, message) => {
    expect(() => readContext([pair])).toThrow(message)
  })
})
