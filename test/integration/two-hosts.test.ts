/** Two hosts in one process, each with its own folder, day and clock: neither has anything of the other. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Host, startHost } from '../../lib/local/host.ts'
import { type RequestOptions, send } from '../support/http-client.ts'
import { changed, type Files, inFolder, VALID } from '../unit/data/folder.ts'

const TITLE = 'The Act comes into force'
const before = { ...process.env }

let first: Host
let second: Host
const lines: Record<'first' | 'second', string[]> = { first: [], second: [] }

const start = (name: keyof typeof lines, files: Files, today: string) =>
  inFolder(files, dataFolder =>
    startHost({
      port: 0,
      env: {},
      dataFolder,
      today,
      now: () => `${today}T03:00:00Z`,
      report: line => lines[name].push(line),
    }),
  )
beforeAll(async () => {
  first = await start('first', VALID, '2026-07-14')
  second = await start('second', changed('events/1997.yaml', TITLE, 'Another title'), '2027-07-14')
})
afterAll(async () => {
  await first.stop()
  await second.stop()
})

const ask = async (host: Host, target: string, options?: RequestOptions) =>
  (await send(host.url, target, options)).json()

test('each serves its own folder, at its own address', async () => {
  const [one, other] = [await ask(first, '/v1/events/act-in-force'), await ask(second, '/v1/events/act-in-force')]
  expect(one).toMatchObject({ title: TITLE, url: `${first.url}/events/act-in-force` })
  expect(other).toMatchObject({ title: 'Another title', url: `${second.url}/events/act-in-force` })
})

test('each has its own day, marked and announced', async () => {
  expect((await ask(first, '/v1/highlights')).data).toMatchObject([{ date: '2026-07-14', years: 29 }])
  expect((await ask(second, '/v1/highlights')).data).toMatchObject([{ date: '2027-07-14', years: 30 }])
  expect(lines.first.join('\n')).toMatch(/14 July 2026.*Highlights 2026-07-14: 1 marked, announced$/s)
  expect(lines.second.join('\n')).toMatch(/14 July 2027.*Highlights 2027-07-14: 1 marked, announced$/s)
})

test('each takes writes with its own token only, at the time of its own clock', async () => {
  const headers = { authorization: `Bearer ${second.token}`, 'if-match': '"1"', 'content-type': 'application/json' }
  const { data } = await ask(second, '/v1/events/act-in-force/revisions')
  const body = JSON.stringify({ ...data[0].event, significance: 4 })
  const put = { method: 'PUT', headers, body }
  expect((await send(first.url, '/v1/events/act-in-force', put)).status).toBe(403)
  expect((await send(second.url, '/v1/events/act-in-force', put)).status).toBe(200)
  const uncached = { headers: { 'cache-control': 'no-cache' } }
  expect(await ask(first, '/v1/events/act-in-force', uncached)).toMatchObject({ significance: 5, revision: 1 })
  expect(await ask(second, '/v1/events/act-in-force', uncached)).toMatchObject({
    significance: 4,
    revision: 2,
    updatedAt: '2027-07-14T03:00:00Z',
  })
})

test('neither has changed the environment of the process', () => {
  expect(process.env).toEqual(before)
})
