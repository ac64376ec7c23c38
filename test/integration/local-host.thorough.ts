/** `annals start` as a process: how it ends, what a kill leaves, and where it may be installed. */
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { EVENTS } from '../support/chronology.ts'
import { interrupt, killAll, startHost, untilGone } from '../support/command.ts'
import { DATA_FOLDER } from '../support/data-folder.ts'
import { send } from '../support/http-client.ts'
import { ROOT } from '../support/local-host.ts'

jest.setTimeout(60_000)

const TODAY = ['--today', '2026-07-14']

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-host-'))
})
afterEach(async () => {
  killAll()
  await rm(scratch, { recursive: true, force: true })
})

test.each(['SIGTERM', 'SIGHUP'] as const)('ends in order on %s, too', async signal => {
  const host = await startHost(['--memory', ...TODAY])
  host.process.kill(signal)
  expect(await host.ended).toMatchObject({ code: 0, signal: null, stderr: [] })
  await untilGone(host.engine)
})

test('runs from a folder with a space in its name', async () => {
  const root = join(scratch, 'a timeline of mine')
  await mkdir(root)
  for (const name of ['bin', 'lib', 'lambdas', 'package.json', 'package-lock.json'])
    await cp(join(ROOT, name), join(root, name), { recursive: true })
  await cp(DATA_FOLDER, join(root, 'data'), { recursive: true })
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  const host = await startHost([...TODAY], { root })
  expect((await send(host.url, '/v1/highlights')).json().data).toHaveLength(3)
  expect(await interrupt(host)).toMatchObject({ code: 0, stderr: [] })
  expect(await readdir(join(root, '.annals'))).toContain('dynamodb.sqlite')
})

test('continues after it was killed', async () => {
  const state = join(scratch, 'state')
  const killed = await startHost([...TODAY, '--state', state])
  killed.process.kill('SIGKILL')
  await killed.ended
  await untilGone(killed.engine)
  const host = await startHost([...TODAY, '--state', state])
  const { code, stdout } = await interrupt(host)
  expect(code).toBe(0)
  expect(stdout).toContain(`Data       0 events written, 0 deleted, ${EVENTS} unchanged`)
  expect(stdout.filter(line => /Highlights|Defectors/.test(line))).toEqual(['Highlights 2026-07-14: 3 marked before'])
})
