/** `annals start` as a person meets it: what it prints and serves, what it keeps, and how it refuses. */
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { annals } from '../../lib/cli/annals.ts'
import { READS, targetAt } from '../support/addresses.ts'
import { EVENTS } from '../support/chronology.ts'
import { untilGone } from '../support/command.ts'
import { send } from '../support/http-client.ts'
import { DATA_FOLDER } from '../support/local-host.ts'
import { type CommandEnd, runCommand, startHere, type TerminalOptions } from '../support/terminal.ts'
import { cases } from '../support/thorough.ts'

jest.setTimeout(60_000)

const TODAY = ['--today', '2026-07-14']

/** Holds, in `state`, what a first run has left. */
let seed: string
beforeAll(async () => {
  seed = await mkdtemp(join(tmpdir(), 'annals-seed-'))
  const host = await startHere([...TODAY, '--state', join(seed, 'state')])
  const { stdout, code } = await host.stop()
  expect(code).toBe(0)
  expect(stdout).toContain(`Data       ${EVENTS} events written, 0 deleted, 0 unchanged`)
  expect(stdout).toContain('Highlights 2026-07-14: 3 marked, announced')
  expect(stdout).toContain('- 3rd North Korean Defectors’ Day')
})
afterAll(() => rm(seed, { recursive: true }))

let scratch: string
/** A state folder as the first run has left it. */
let state: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-host-'))
  state = join(scratch, 'state')
  await cp(join(seed, 'state'), state, { recursive: true })
})
afterEach(() => rm(scratch, { recursive: true, force: true }))

/** A copy of the data folder with some of its text replaced. */
async function copyOfData(file: string, text: string, by: string): Promise<string> {
  const folder = join(scratch, 'data')
  await cp(DATA_FOLDER, folder, { recursive: true })
  const before = await readFile(join(folder, file), 'utf8')
  expect(before).toContain(text)
  await writeFile(join(folder, file), before.replace(text, by))
  return folder
}

/** Ends with exit code 1 and these lines alone: no stack trace, nothing that cannot be acted upon. */
async function expectRefusal(command: Promise<CommandEnd>, ...lines: (string | RegExp)[]): Promise<void> {
  const { code, stdout, stderr } = await command
  expect(stderr).toEqual(lines.map(line => (typeof line === 'string' ? line : expect.stringMatching(line))))
  expect(code).toBe(1)
  const engine = /^DynamoDB .* at (http:\/\/[\d.:]+),/.exec(stdout[0] ?? '')?.[1]
  if (engine !== undefined) await untilGone(engine)
}

const start = (args: string[], options?: TerminalOptions) =>
  runCommand(annals, ['start', '--port', '0', ...args], options)

const highlightLines = (stdout: string[]) => stdout.filter(line => /Highlights|Defectors/.test(line))

const ADDRESSES = READS.map(({ address }) => (address === '/v1/events' ? '/v1/events?limit=100' : address)).filter(
  (_, index) => index % cases(12, 4) === 0,
)

describe('a start in memory', () => {
  test('prints addresses that answer, keeps nothing, and serves the same as any other', async () => {
    const serveAll = async (port: string) => {
      const host = await startHere(['--memory', ...TODAY, '--state', join(scratch, 'none'), '--port', port])
      const bodies: Record<string, string> = {}
      for (const address of ADDRESSES) {
        const { status, text } = await send(host.url, targetAt(host.url, address))
        expect([address, status]).toEqual([address, 200])
        bodies[address] = text
      }
      const { status, headers } = await send(host.url, `/search?q=${'x'.repeat(100_000)}`)
      expect([status, headers['access-control-allow-origin']]).toEqual([414, '*'])
      const { code, stdout, stderr } = await host.stop()
      expect([code, stderr]).toEqual([0, []])
      await untilGone(host.engine)
      await untilGone(host.url)
      return { ...host, stdout, bodies }
    }
    const first = await serveAll('0')
    const addresses = first.stdout.flatMap(line => /^ {2}http:\/\/localhost:\d+(\/\S*) {2,}\S/.exec(line)?.[1] ?? [])
    expect(addresses).toEqual([
      '/',
      '/ko',
      '/v1/timeline',
      '/v1/events',
      '/v1/on-this-day',
      '/v1/highlights',
      '/feeds/anniversaries.rss',
      '/openapi.json',
    ])
    expect(await readdir(scratch)).toEqual(['state'])

    const second = await serveAll(new URL(first.url).port)
    expect(second.bodies).toEqual(first.bodies)
  })
})

describe('a start on a kept state', () => {
  test('changes nothing, and announces nothing twice', async () => {
    const host = await startHere([...TODAY, '--state', state])
    expect((await send(host.url, '/v1/highlights')).json().data).toHaveLength(3)
    const { code, stdout, stderr } = await host.stop()
    expect([code, stderr]).toEqual([0, []])
    expect(stdout).toContain(`Data       0 events written, 0 deleted, ${EVENTS} unchanged`)
    expect(highlightLines(stdout)).toEqual(['Highlights 2026-07-14: 3 marked before'])
  })

  test('is refused while another process has it, which continues undisturbed', async () => {
    const host = await startHere([...TODAY, '--state', state])
    await expectRefusal(
      start(['--state', state]),
      `${state} is in use by process ${process.pid} (annals start); stop it first`,
    )
    expect((await send(host.url, '/v1/timeline')).status).toBe(200)
    expect((await host.stop()).code).toBe(0)
  })

  test('loads what was edited', async () => {
    const edited = await copyOfData(
      'events/2024.yaml',
      'President Yoon orders the creation of a North Korean Defectors’ Day',
      'President Yoon orders a North Korean Defectors’ Day',
    )
    const host = await startHere([...TODAY, '--state', state, '--data', edited])
    const event = (await send(host.url, '/v1/events/yoon-orders-defectors-day-2024')).json()
    expect(event).toMatchObject({ title: 'President Yoon orders a North Korean Defectors’ Day', revision: 2 })
    const { stdout } = await host.stop()
    expect(stdout).toContain(`Data       1 event written, 0 deleted, ${EVENTS - 1} unchanged`)
  })

  test('is refused for bad data with a line for each mistake, and nothing is lost', async () => {
    const bad = await copyOfData('events/1998.yaml', 'significance: 3', 'significance: 9\n  colour: red')
    await expectRefusal(
      start([...TODAY, '--state', state, '--data', bad]),
      /^events\/1998\.yaml:\d+ [a-z0-9-]+: significance .*; allowed: a whole number from 1 .* to 5/,
      /^events\/1998\.yaml:\d+ [a-z0-9-]+: .*colour.*; allowed: /,
    )
    const host = await startHere([...TODAY, '--state', state])
    expect((await send(host.url, '/v1/timeline')).json()).toMatchObject({ events: EVENTS, today: '2026-07-14' })
    expect((await send(host.url, '/v1/highlights')).json().data).toHaveLength(3)
    const { stdout } = await host.stop()
    expect(stdout).toContain(`Data       0 events written, 0 deleted, ${EVENTS} unchanged`)
  })
})

describe('a start that fails', () => {
  test('says that the port is taken, before it starts anything', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const command = start(['--port', String(port), '--state', state])
    await expectRefusal(command, `Port ${port} is in use by another process: choose another with --port`)
    expect((await command).stdout).toEqual([])
    other.close()
  })

  test('says that it cannot write the state folder', async () => {
    const file = join(scratch, 'file')
    await writeFile(file, '')
    await expectRefusal(
      start(['--state', join(file, 'state')]),
      `Cannot write to the state folder ${file}/state: not a directory; make it writable, or use --memory`,
    )
  })

  test('says that what is in the state folder is no database', async () => {
    await writeFile(join(state, 'dynamodb.sqlite'), 'not a database')
    // The engine has several words for it, by what it has read of the file before it finds out.
    await expectRefusal(
      start(['--state', state]),
      /^dynoxide exited before it answered: .*(malformed|not a valid SQLite database)/,
    )
  })

  test('says that there is no data folder', async () => {
    const missing = join(scratch, 'missing')
    await expectRefusal(
      start(['--memory', '--data', missing]),
      `${missing}: does not exist; allowed: a folder with timeline.yaml and a folder events`,
    )
  })

  test('says that DYNAMODB_ENDPOINT does not answer', async () => {
    await expectRefusal(
      start(['--memory'], { env: { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' } }),
      /^No DynamoDB responds at DYNAMODB_ENDPOINT=http:\/\/127\.0\.0\.1:1: /,
    )
  })

  test.each([
    [['--port', 'x'], '--port "x" is not a port; it must be from 0 to 65535'],
    [['--port', '65536'], '--port "65536" is not a port; it must be from 0 to 65535'],
    [['--port=-1'], '--port "-1" is not a port; it must be from 0 to 65535'],
    [
      ['--today', '2026-02-30'],
      '--today "2026-02-30" is not a date; it must be YYYY-MM-DD, from 0001-01-01 to 9999-12-31',
    ],
    [['--frob'], "unknown option '--frob'; annals start --help shows what there is"],
    [['--port'], /^option '--port <number>' argument missing; annals start --help/],
    [['--memroy'], "unknown option '--memroy' (Did you mean --memory?)"],
    [['data'], /^too many arguments for 'start'\. Expected 0 arguments but got 1; annals start --help/],
  ])('says what is wrong with %j', async (args, line) => {
    await expectRefusal(runCommand(annals, ['start', ...args]), line)
  })
})
