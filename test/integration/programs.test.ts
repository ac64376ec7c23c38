/** The programs of `bin/`, each started once as a person starts it. What the commands do is tested in this process by the other files. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals'
import { ACCOUNT_ID, type AwsAccount, startAwsAccount } from '../support/aws-account.ts'
import { interrupt, killAll, run, startHost, untilGone } from '../support/command.ts'
import { send } from '../support/http-client.ts'
import { thoroughTest } from '../support/thorough.ts'

jest.setTimeout(60_000)

let scratch: string
let account: AwsAccount
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-programs-'))
  account = await startAwsAccount()
})
afterAll(async () => {
  await account.stop()
  await rm(scratch, { recursive: true, force: true })
})
afterEach(() => killAll())

test('npm start serves until Ctrl-C, and leaves nothing running', async () => {
  const host = await startHost(['--memory', '--today', '2026-07-14'])
  expect((await send(host.url, '/v1/highlights')).status).toBe(200)
  const { code, signal, stderr } = await interrupt(host)
  expect([code, signal, stderr]).toEqual([0, null, []])
  await untilGone(host.engine)
  await untilGone(host.url)
})

thoroughTest('npm start that is killed takes its engine along', async () => {
  const host = await startHost(['--memory', '--today', '2026-07-14'])
  host.process.kill('SIGKILL')
  expect((await host.ended).signal).toBe('SIGKILL')
  await untilGone(host.engine)
})

test('annals passes on the arguments, the output and the exit code', async () => {
  expect(await run('annals.ts', ['check', '--data', join(scratch, 'none')]).ended).toEqual({
    code: 1,
    signal: null,
    stdout: [],
    stderr: [`${join(scratch, 'none')}: does not exist; allowed: a folder with timeline.yaml and a folder events`],
  })
})

thoroughTest('npm run generate ends with 0 when everything is up to date', async () => {
  expect(await run('generate.ts', ['--check']).ended).toEqual({ code: 0, signal: null, stdout: [], stderr: [] })
})

thoroughTest(
  'annals deploy --dry-run runs the cdk of the project at its own terminal, in the region that it found',
  async () => {
    // The real cdk, on an app that only says where it runs and fails.
    const app = join(scratch, 'app.mjs')
    await writeFile(app, "console.log('app in', process.env.AWS_REGION); process.exit(3)")
    account.reset({ CDKToolkit: { status: 'UPDATE_COMPLETE' } })
    const env = { ...account.env, CDK_APP: `node ${app}` }
    const { code, stdout, stderr } = await run('annals.ts', ['deploy', '--dry-run', '--region', 'eu-west-3'], { env })
      .ended
    expect([code, stdout[0], stdout.at(-1)]).toEqual([
      1,
      `First deployment of Annals to account ${ACCOUNT_ID}, eu-west-3`,
      'app in eu-west-3',
    ])
    expect(stderr.at(-1)).toBe('cdk diff failed with exit code 1; its output is above')
  },
)

thoroughTest('annals deploy reads the answer that is typed', async () => {
  account.reset({ CDKToolkit: { status: 'UPDATE_COMPLETE' } })
  const ended = await run('annals.ts', ['deploy'], { env: account.env, input: 'no\n' }).ended
  expect([ended.code, ended.stderr]).toEqual([1, ['Nothing was deployed']])
})
