/** A host that is killed between a change and the news of it: the next start tells hub and webhooks, under the same ids. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals'
import { killAll, type Started, startHost } from '../support/command.ts'
import { send } from '../support/http-client.ts'
import { startWebhookServer, type WebhookServer } from '../support/webhook-server.ts'

jest.setTimeout(120_000)

let receivers: WebhookServer
/** Called between the next message and its answer. */
let interruption: (() => Promise<unknown>) | undefined
beforeAll(async () => {
  receivers = await startWebhookServer(async () => interruption?.())
})
afterAll(() => receivers.stop())

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-killed-'))
  const data = join(scratch, 'data')
  await cp(join(import.meta.dirname, '../fixtures/korean'), data, { recursive: true })
  const settings = await readFile(join(data, 'timeline.yaml'), 'utf8')
  await writeFile(
    join(data, 'timeline.yaml'),
    `hub: ${receivers.address('/hub')}\nwebhooks: [{ url: "${receivers.address('/hook')}" }]\n${settings}`,
  )
})
afterEach(async () => {
  interruption = undefined
  killAll()
  await rm(scratch, { recursive: true })
})

/** Its own address has another port after each start. */
const PUBLIC = ['--public-url', 'https://timeline.example']

const start = () =>
  startHost(['--data', join(scratch, 'data'), '--state', join(scratch, 'state'), '--no-watch', ...PUBLIC], {
    env: { ANNALS_WEBHOOK_SECRET: 'whsec_c2VjcmV0' },
  })

/** A host that has published the first version and then gets an edit. */
async function edited(): Promise<Started> {
  const host = await start()
  await host.printed(/^Published .* 2 notified/)
  receivers.received.length = 0
  const [, token] = await host.printed(/"Authorization: Bearer (\S+)"/)
  const { event } = (await send(host.url, '/v1/events/opening/revisions')).json().data[0]
  const { status } = await send(host.url, '/v1/events/opening', {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': '"1"' },
    body: JSON.stringify({ ...event, significance: 1 }),
  })
  expect(status).toBe(200)
  return host
}

const kill = (host: Started) => {
  host.process.kill('SIGKILL')
  return host.ended
}

const hooks = () => receivers.received.filter(({ path }) => path === '/hook')

test('killed before anything is sent, the next start sends it once', async () => {
  await kill(await edited())
  expect(receivers.received).toEqual([])
  const next = await start()
  await next.printed(/^Published .* 2 notified/)
  expect(receivers.received.map(({ path }) => path).sort()).toEqual(['/hook', '/hub'])
  expect(JSON.parse(hooks()[0]!.body).data.events).toMatchObject([{ id: 'opening', change: 'corrected' }])
})

test('killed before it has recorded what was received, the next start sends it again under the same id', async () => {
  const host = await edited()
  const killed = new Promise<void>(resolve => {
    interruption = async () => {
      if (hooks().length === 0) return
      interruption = undefined
      await kill(host)
      resolve()
    }
  })
  await killed
  const next = await start()
  await next.printed(/^Published .* [12] notified/)
  const ids = hooks().map(({ headers }) => headers['webhook-id'])
  expect([ids.length, new Set(ids).size]).toEqual([2, 1])
  const bodies = hooks().map(({ body }) => JSON.parse(body).data)
  expect(bodies[1]).toEqual(bodies[0])
})
