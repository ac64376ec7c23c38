/** What changes the timeline clears CloudFront's copies, and a change stands whatever CloudFront says. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals'
import { createAnniversaries } from '../../lambdas/functions/create-anniversaries.ts'
import { createEditor } from '../../lambdas/functions/create-editor.ts'
import { localStore } from '../../lib/local/config.ts'
import { type CloudFormationServer, startCloudFormationServer } from '../support/cloudformation-server.ts'
import { anAuthoredEvent, contentsOf } from '../support/contents.ts'
import { aContext, anHttpEvent } from '../support/http-event.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'

jest.setTimeout(30_000)

const TODAY = '2026-07-14'
const CLEARED = 'POST /2020-05-31/distribution/E123/invalidation of /*, signed for us-east-1/cloudfront'

/** Answers of CloudFront to come: a status, or none at all. */
let answer: number | 'silence'
const asked: string[] = []
const cloudFront = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString()
  const scope = /Credential=[^/]*\/\d+\/(\S+?)\/aws4_request/.exec(String(request.headers.authorization))?.[1]
  asked.push(`${request.method} ${request.url} of ${/<Path>(.*?)<\/Path>/.exec(body)?.[1]}, signed for ${scope}`)
  if (answer !== 'silence') response.writeHead(answer).end('said CloudFront')
})

let store: TimelineStore
let cloudFormation: CloudFormationServer
let seconds: number
let logged: jest.SpiedFunction<typeof console.error>
let fails: boolean
let edge: { distribution: string; endpoint: string }
beforeAll(async () => {
  store = await startTimelineStore()
  cloudFormation = await startCloudFormationServer()
  cloudFront.listen(0, '127.0.0.1')
  await once(cloudFront, 'listening')
  edge = { distribution: 'E123', endpoint: `http://127.0.0.1:${(cloudFront.address() as AddressInfo).port}` }
})
afterAll(async () => {
  cloudFront.closeAllConnections()
  cloudFront.close()
  await cloudFormation.stop()
  await store.stop()
})
beforeEach(async () => {
  await store.emptyTables()
  await store.load(contentsOf([anAuthoredEvent({ id: 'tenth', date: '2016-07-14' })]))
  asked.length = 0
  answer = 201
  seconds = 0
  fails = false
  cloudFormation.reset()
  logged = jest.spyOn(console, 'error').mockReturnValue()
})
afterEach(() => {
  jest.restoreAllMocks()
})

const config = () => ({
  ...localStore(store.endpoint, () => new Date(Date.parse(`${TODAY}T03:00:00Z`) + seconds * 1000).toISOString()),
  publicUrl: 'https://annals.example',
  build: 'b1',
  edgeCache: edge,
})

/** Deletes the event by the editor's function. */
function editor() {
  const handler = createEditor(config())
  return async (method: 'DELETE', id: string, revision: number) => {
    const event = anHttpEvent(`/v1/events/${id}`, { method, headers: { 'if-match': `"${revision}"` } })
    Object.assign(event.requestContext, { authorizer: { iam: { userId: 'local' } } })
    return (await handler(event, aContext)).statusCode
  }
}

const job = () =>
  createAnniversaries({
    ...config(),
    notifier: {
      notify: async () => {
        if (fails) throw new Error('The topic is out of order')
      },
    },
  })

test('a write clears every copy, and a refused one does not', async () => {
  const write = editor()
  expect(await write('DELETE', 'tenth', 7)).toBe(412)
  expect(asked).toEqual([])
  expect(await write('DELETE', 'tenth', 1)).toBe(204)
  expect(asked).toEqual([CLEARED])
})

test('many writes clear once a minute, which stays within the free amount', async () => {
  const many = ['a', 'b', 'c'].map(id => anAuthoredEvent({ id }))
  await store.load(contentsOf(many))
  const write = editor()
  for (const [id, at] of [
    ['a', 0],
    ['b', 59],
    ['c', 60],
  ] as const) {
    seconds = at
    expect(await write('DELETE', id, 1)).toBe(204)
  }
  expect(asked).toHaveLength(2)
})

test.each([403, 503, 'silence'] as const)(
  'a write stands when CloudFront answers with %s, and the log says so',
  async given => {
    answer = given
    expect(await editor()('DELETE', 'tenth', 1)).toBe(204)
    expect(await store.events.event('tenth')).toMatchObject({ deleted: true, revision: 2 })
    expect(logged).toHaveBeenCalledTimes(1)
    expect(logged.mock.calls[0]![0]).toMatch(/^CloudFront keeps its copies for some minutes, .*(403|503|timeout)/)
  },
)

test('the job clears when it has marked something, and not when nothing changed', async () => {
  const run = job()
  expect(await run({ date: TODAY })).toMatchObject([{ changed: true }])
  expect(asked).toEqual([CLEARED])
  expect(await run({ date: TODAY })).toMatchObject([{ changed: false }])
  expect(asked).toHaveLength(1)
})

test('a deployment marks today and clears the copies of the code before it, even if all is marked already', async () => {
  for (const Today of ['1 highlights of 2026-07-14, announced', '1 highlights of 2026-07-14']) {
    await job()(cloudFormation.event('Update'))
    expect(cloudFormation.received.at(-1)?.answer).toMatchObject({ Status: 'SUCCESS', Data: { Today } })
  }
  expect(asked).toEqual([CLEARED, CLEARED])
})

test('a deployment stands when the topic fails, says so, and the next run announces', async () => {
  fails = true
  const run = job()
  await run(cloudFormation.event('Create'))
  expect(cloudFormation.received.at(-1)?.answer).toMatchObject({
    Status: 'SUCCESS',
    Data: { Today: 'not marked, the next run tries again: The topic is out of order' },
  })
  expect(asked).toEqual([CLEARED])
  expect(logged).toHaveBeenCalledTimes(1)
  fails = false
  seconds = 10
  expect(await run({ date: TODAY })).toMatchObject([{ highlights: 1, announced: true }])
})
