/** A host that watches its data folder: what is saved is served, and what is wrong is not. */
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { instantOf } from '../../lambdas/domain/time-zone.ts'
import { type Host, startHost } from '../../lib/local/host.ts'
import { send } from '../support/http-client.ts'
import { startWebhookServer, type WebhookServer } from '../support/webhook-server.ts'

jest.setTimeout(60_000)

const ANEW = { headers: { 'cache-control': 'no-cache' } }

let folder: string
let host: Host
let receivers: WebhookServer
/** Seconds by which the clock of the host is ahead: every load has settled when it is reported. */
let ahead = 0
const waiting = new Set<(text: string) => void>()

/** The next report of the host that matches. */
const reported = (pattern: RegExp): Promise<string> =>
  new Promise(resolve => {
    const look = (text: string) => {
      if (!pattern.test(text)) return
      waiting.delete(look)
      resolve(text)
    }
    waiting.add(look)
  })

async function save(file: string, text: string, by: string): Promise<void> {
  const before = await readFile(join(folder, file), 'utf8')
  expect(before).toContain(text)
  // As most editors do: a new file takes the place of the old one.
  await writeFile(join(folder, `${file}~`), before.replace(text, by))
  await rename(join(folder, `${file}~`), join(folder, file))
}

const titleOf = async (id: string) => (await send(host.url, `/v1/events/${id}`, ANEW)).json().title

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annals-watched-'))
  await cp(join(import.meta.dirname, '../fixtures/korean'), folder, { recursive: true })
  await save(
    'timeline.yaml',
    'categories:',
    'categories:\n  spare: { name: { ko: 기타 }, description: { ko: 그 밖의 일. } }',
  )
  receivers = await startWebhookServer()
  const published = `hub: ${receivers.address('/hub')}\nwebhooks: [{ url: "${receivers.address('/hook')}" }]`
  await save('timeline.yaml', 'categories:', `${published}\ncategories:`)
  const firstPublished = reported(/^Published/)
  host = await startHost({
    port: 0,
    dataFolder: folder,
    today: '2026-05-03',
    now: () => instantOf(Date.now() + ahead * 1000),
    env: { PATH: process.env.PATH, ANNALS_WEBHOOK_SECRET: 'whsec_c2VjcmV0' },
    watch: true,
    publicUrl: 'https://timeline.example',
    report: text => {
      if (/^Data/.test(text)) ahead += 10
      for (const look of [...waiting]) look(text)
    },
  })
  await firstPublished
})
afterAll(async () => {
  await host.stop()
  await receivers.stop()
  await rm(folder, { recursive: true })
})

test('a saved file is served, and open pages, the hub and the webhooks are notified', async () => {
  const page = await send(host.url, '/')
  expect(page.text).toContain('<script type="module" src="/live.js"></script>')
  expect((await send(host.url, '/live.js')).text).toContain("new EventSource('/live')")
  const events = (await fetch(`${host.url}/live`)).body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await events.read()).value).toBe(': connected\n\n')

  receivers.received.length = 0
  const published = reported(/^Published {2}version \S+, 2 notified$/)
  const loaded = reported(/^Data {7}1 event written/)
  await save('events/1931.yaml', '박물관 개관', '박물관 첫 개관')
  await loaded
  expect((await events.read()).value).toBe('event: changed\ndata:\n\n')
  await events.cancel()
  expect(await titleOf('opening')).toBe('박물관 첫 개관')

  await published
  const [hub, hook, ...others] = receivers.received.toSorted((a, b) => (a.path > b.path ? -1 : 1))
  expect([hub!.path, new URLSearchParams(hub!.body).get('hub.mode'), others]).toEqual(['/hub', 'publish', []])
  expect(JSON.parse(hook!.body).data.events).toMatchObject([
    { id: 'opening', change: 'corrected', title: '[주장] 박물관 첫 개관', status: 'claimed' },
  ])
})

test('a mistake is reported with its place, and the last state stays until it is corrected', async () => {
  const refused = reported(/^Not loaded/)
  await save('events/1931.yaml', 'significance: 5', 'significance: 6')
  expect(await refused).toMatch(/events\/1931\.yaml:\d+ opening: significance .*; allowed: /)
  expect((await send(host.url, '/v1/events/opening', ANEW)).json().significance).toBe(5)

  const loaded = reported(/^Data {7}1 event written/)
  await save('events/1931.yaml', 'significance: 6', 'significance: 4')
  await loaded
  expect((await send(host.url, '/v1/events/opening', ANEW)).json().significance).toBe(4)
})

test('a category that an editor uses cannot be removed, and the report names the event', async () => {
  const event = {
    id: 'edited',
    date: '1932',
    title: { ko: '고친 사건' },
    summary: { ko: '편집자가 썼다.' },
    category: 'spare',
    significance: 2,
    status: 'confirmed',
    sources: [
      {
        title: '기록',
        language: 'ko',
        publisher: '기록관',
        url: 'https://archive.example/2',
        supports: { ko: '연도' },
      },
    ],
  }
  const put = await send(host.url, '/v1/events/edited', {
    method: 'PUT',
    headers: { authorization: `Bearer ${host.token}`, 'content-type': 'application/json', 'if-none-match': '*' },
    body: JSON.stringify(event),
  })
  expect(put.status).toBe(201)
  // The load would wait until the edit has settled.
  ahead += 60
  const refused = reported(/^Not loaded/)
  await save('timeline.yaml', '\n  spare: { name: { ko: 기타 }, description: { ko: 그 밖의 일. } }', '')
  expect(await refused).toContain('no longer declares the category "spare", but the event "edited"')
  const { status, text } = await send(host.url, '/v1/timeline', ANEW)
  expect([status, text]).toEqual([200, expect.stringContaining('기타')])
  // Single writes are allowed again.
  const { headers } = await send(host.url, '/v1/events/edited', ANEW)
  const deleted = await send(host.url, '/v1/events/edited', {
    method: 'DELETE',
    headers: { authorization: `Bearer ${host.token}`, 'if-match': headers.etag! },
  })
  expect(deleted.status).toBe(204)
})

test('links name the public URL', async () => {
  const { feeds } = (await send(host.url, '/v1/timeline', ANEW)).json()
  expect(feeds[0].url).toMatch(/^https:\/\/timeline\.example\/feeds\//)
})
