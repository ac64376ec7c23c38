/** `annals get`, `put` and `delete` as an editor meets them: against the running local host, and signed against a deployed stack. */
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { sign } from 'aws4'
import { parse } from 'yaml'
import { annals } from '../../lib/cli/annals.ts'
import { type AwsAccount, startAwsAccount } from '../support/aws-account.ts'
import { send } from '../support/http-client.ts'
import { ANEW } from '../support/local-host.ts'
import { runCommand, type StartedHost, startHere } from '../support/terminal.ts'

jest.setTimeout(60_000)

const ID = 'first-defectors-day-2024'

let scratch: string
let host: StartedHost
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-editing-'))
  host = await startHere(['--state', join(scratch, 'state'), '--today', '2026-07-14'])
})
afterAll(async () => {
  await host.stop()
  await rm(scratch, { recursive: true, force: true })
})

const timeline = (command: string, ...args: string[]) =>
  runCommand(annals, [command, '--state', join(scratch, 'state'), ...args])

async function file(content: string): Promise<string> {
  const path = join(scratch, 'event.yaml')
  await writeFile(path, content)
  return path
}

/** The event as it is there, and its revision. */
async function got(id: string): Promise<{ text: string; revision: string }> {
  const { code, stdout } = await timeline('get', id)
  expect(code).toBe(0)
  return { text: `${stdout.join('\n')}\n`, revision: /^# revision (\d+), of 2\S+$/.exec(stdout[0]!)![1]! }
}

describe('an editor at the running local host', () => {
  test('gets an event as it is written, corrects it and puts it back', async () => {
    const { text, revision } = await got(ID)
    const corrected = await file(text.replace(/significance: \d/, 'significance: 1'))
    expect(await timeline('put', corrected, '--revision', revision)).toEqual({
      code: 0,
      stdout: [`${ID} corrected, revision ${Number(revision) + 1}: ${host.url}/events/${ID}`],
      stderr: [],
    })
    expect((await send(host.url, `/v1/events/${ID}`, { headers: ANEW })).json().significance).toBe(1)
    expect(parse((await got(ID)).text)).toEqual({ ...parse(text), significance: 1 })
  })

  test('adds an event, and deletes it', async () => {
    const { text } = await got(ID)
    const added = await file(text.replace(`id: ${ID}`, 'id: another'))
    expect((await timeline('put', added)).stdout).toEqual([`another added, revision 1: ${host.url}/events/another`])
    expect((await timeline('delete', 'another', '--revision', '1')).stdout).toEqual([
      'another deleted; its revisions stay',
    ])
    expect((await send(host.url, '/v1/events/another', { headers: ANEW })).status).toBe(410)
  })

  const refusals: [string, () => Promise<string[]>, string | RegExp][] = [
    [
      'overwrites nothing unseen',
      async () => ['put', await file((await got(ID)).text)],
      /^Event "first-\S+" already exists at revision \d+: review it with annals get, and correct it with --revision \d+$/,
    ],
    [
      'is told who was faster',
      async () => [
        'put',
        await file((await got(ID)).text.replace(/significance: \d/, 'significance: 3')),
        '--revision',
        '99',
      ],
      `412: Event ${ID} is no longer at revision 99`,
    ],
    [
      'is told what is wrong with an event, and what is allowed',
      async () => ['put', await file(`id: ${ID}\ncategory: lawn\n`), '--revision', '1'],
      /^422: The event has mistakes\n(.+; allowed: .+\n)*category "lawn" is not declared .+; allowed: arrival, .+/,
    ],
    ['needs a file', async () => ['put'], /^missing required argument 'file'; annals put --help/],
    [
      'needs a file that is there',
      async () => ['put', '/no/such/file'],
      /^\/no\/such\/file cannot be read: no such file or directory$/,
    ],
    ['needs YAML', async () => ['put', await file('a: {')], /event\.yaml is neither YAML nor JSON: /],
    ['needs an event', async () => ['put', await file('- a')], /event\.yaml contains no event; allowed: /],
    [
      'needs keys that are there once',
      async () => ['put', await file('id: a\nid: b\n')],
      /event\.yaml is neither YAML nor JSON: Map keys must be unique/,
    ],
    [
      'needs a revision that is one',
      async () => ['delete', ID, '--revision', '0'],
      '--revision "0" is not a revision; allowed: whole numbers from 1',
    ],
    [
      'deletes nothing unseen',
      async () => ['delete', ID],
      /^required option '--revision <number>' not specified; annals delete --help/,
    ],
    ['gets nothing that is not there', async () => ['get', 'no-such-event'], 'There is no event "no-such-event"'],
  ]
  test.each(refusals)('%s', async (_, args, message) => {
    const [command, ...rest] = await args()
    const { code, stdout, stderr } = await timeline(command!, ...rest)
    expect([code, stdout]).toEqual([1, []])
    expect(stderr.join('\n')).toEqual(typeof message === 'string' ? message : expect.stringMatching(message))
  })

  test('needs a running host', async () => {
    const state = join(scratch, 'nobody')
    const { code, stderr } = await timeline('get', ID, '--state', state)
    expect([code, stderr]).toEqual([
      1,
      [`Annals is not running with the state folder ${state}: run annals start, or name a stack with --stack`],
    ])
  })
})

describe('an editor of a deployed stack', () => {
  const SECRETS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session' }
  let account: AwsAccount
  let api: Server
  let origin: string
  /** Whether the signature of each write is the one that AWS's algorithm gives, by another implementation. */
  const verified: [string, boolean][] = []
  beforeAll(async () => {
    account = await startAwsAccount()
    // API Gateway with its IAM authorizer, in front of the local host.
    api = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString()
      const isWrite = request.method !== 'GET'
      if (isWrite) verified.push([request.method!, request.headers.authorization === signatureOf(request, body)])
      if (isWrite && !verified.at(-1)![1]) return void response.writeHead(403).end('{"message":"Forbidden"}')
      const conditions = Object.entries(request.headers).filter(([name]) =>
        /^(content-type|cache-control|if-.*)$/.test(name),
      )
      const answer = await send(host.url, request.url!, {
        method: request.method!,
        headers: { ...Object.fromEntries(conditions as [string, string][]), authorization: `Bearer ${host.token}` },
        ...(body !== '' && { body }),
      })
      response.writeHead(answer.status).end(answer.bytes)
    }).listen(0, '127.0.0.1')
    await once(api, 'listening')
    origin = `http://127.0.0.1:${(api.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    verified.length = 0
    account.reset({ Annals: { status: 'UPDATE_COMPLETE', outputs: { ApiAddress: origin } } })
  })
  afterAll(async () => {
    await account.stop()
    api.closeAllConnections()
    api.close()
    await once(api, 'close')
  })

  function signatureOf({ method, url, headers }: IncomingMessage, body: string): string {
    const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? []
    const request = {
      method: method!,
      path: url!,
      service: 'execute-api',
      region: 'eu-central-1',
      headers: Object.fromEntries(names.map(name => [name, String(headers[name])])),
      ...(body !== '' && { body }),
      // It would sign this of its own accord.
      extraHeadersToIgnore: { 'content-length': true },
    }
    return String(sign(request, SECRETS).headers!.Authorization)
  }

  const env = () => ({
    ...account.env,
    AWS_ACCESS_KEY_ID: SECRETS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: SECRETS.secretAccessKey,
    AWS_SESSION_TOKEN: SECRETS.sessionToken,
  })

  const remotely = (command: string, ...args: string[]) =>
    runCommand(annals, [command, '--stack', 'Annals', ...args], { env: env() })

  test('signs its writes, and they are accepted', async () => {
    const { text } = await got(ID)
    const added = await file(text.replace(`id: ${ID}`, 'id: signed'))
    expect(await remotely('put', added)).toMatchObject({ code: 0, stderr: [] })
    expect(await remotely('delete', 'signed', '--revision', '1')).toMatchObject({ code: 0, stderr: [] })
    expect(verified).toEqual([
      ['PUT', true],
      ['DELETE', true],
    ])
  })

  test('gets the error when API Gateway refuses a write', async () => {
    const { code, stderr } = await runCommand(annals, ['delete', '--stack', 'Annals', ID, '--revision', '1'], {
      env: { ...env(), AWS_SECRET_ACCESS_KEY: 'another' },
    })
    expect([code, stderr, verified]).toEqual([1, ['403: Forbidden'], [['DELETE', false]]])
  })

  test('gets an error when the stack is of an earlier version, or missing', async () => {
    account.reset({ Annals: { status: 'UPDATE_COMPLETE' } })
    expect((await remotely('get', ID)).stderr).toEqual([
      'The stack Annals in eu-central-1 has no output ApiAddress: run annals deploy',
    ])
    account.reset()
    expect((await remotely('get', ID)).stderr).toEqual([
      'There is no stack Annals in eu-central-1: check --stack, --region and --profile, or run annals deploy first',
    ])
  })
})
