/** The functions as they are where the environment names a collection: what it finds is answered as what is found in memory, and its faults are a 503. */
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Context } from 'aws-lambda'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { createApi } from '../../lambdas/functions/create-api.ts'
import { createPages } from '../../lambdas/functions/create-pages.ts'
import type { HttpLambda } from '../../lambdas/http/pipeline.ts'
import { localConfig } from '../../lib/local/config.ts'
import { LOCAL_ACCESS } from '../../lib/local/engine-process.ts'
import { anHttpEvent } from '../support/http-event.ts'
import '../support/one-realm.ts'
import {
  answer,
  type FoundDocument,
  type OpenSearchServer,
  startOpenSearchServer,
} from '../support/opensearch-server.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'

jest.setTimeout(30_000)

const DATA = join(import.meta.dirname, '../../data')
const DELETED = 'deleted-since'

let store: TimelineStore
let server: OpenSearchServer
let functions: Record<'api' | 'pages', HttpLambda>
/** Of real events, and one that is still in the index. */
let documents: FoundDocument[]
beforeAll(async () => {
  store = await startTimelineStore()
  server = await startOpenSearchServer()
  const contents = await readContents(DATA)
  await store.load(contents)
  const ids = [...contents.events.slice(0, 6).map(({ event }) => event.id), DELETED]
  documents = ids.map((id, number) => ({ id, timeKey: `199${number}#${id}`, _score: number + 0.25 }))
  const config = {
    ...localConfig({ endpoint: store.endpoint, publicUrl: 'https://annals.example', dataFolder: DATA }),
    searchCollection: { endpoint: server.endpoint, ...LOCAL_ACCESS },
  }
  functions = { api: createApi(config), pages: createPages(config) }
})
afterAll(async () => {
  await server.stop()
  await store.stop()
})
beforeEach(() => server.reset(() => documents))

const context = { awsRequestId: 'invocation', getRemainingTimeInMillis: () => 10_000 } as Context

async function ask(target: string) {
  const name = target.startsWith('/v1') ? 'api' : 'pages'
  const { statusCode, headers = {}, body = '' } = await functions[name](anHttpEvent(target), context)
  return { status: statusCode, headers: headers as Record<string, string>, body }
}
const idsOf = ({ body }: { body: string }) => JSON.parse(body).data.map(({ id }: { id: string }) => id)
const best = () => documents.map(({ id }) => id).reverse()

describe('a list of what is found', () => {
  test('has the events as the store has them, in the order of the collection, without those that are deleted', async () => {
    const answered = await ask('/v1/events?q=law&limit=100')
    expect([answered.status, idsOf(answered)]).toEqual([200, best().filter(id => id !== DELETED)])
    expect(JSON.parse(answered.body).next).toBeNull()
  })

  test('goes on by its cursor', async () => {
    const first = await ask('/v1/events?q=law&limit=3')
    const { next } = JSON.parse(first.body)
    expect(first.headers.link).toBe(`<https://annals.example/v1/events?q=law&limit=3&cursor=${next}>; rel="next"`)
    const second = await ask(`/v1/events?q=law&limit=4&cursor=${next}`)
    expect([...idsOf(first), ...idsOf(second)]).toEqual(best().filter(id => id !== DELETED))
  })

  test('is narrowed and sorted by the collection, and refused for a value that there is none of', async () => {
    await ask('/v1/events?q=law&category=law&sort=time&order=desc')
    expect(server.received[0]!.searches[0]).toMatchObject({
      query: { bool: { filter: [{ terms: { facets: ['category#law'] } }] } },
      sort: [{ timeKey: 'desc' }],
    })
    expect((await ask('/v1/events?q=law&tag=no-such-tag')).status).toBe(400)
    expect(server.received).toHaveLength(1)
  })
})

test('the page of what is found says how many there are and leads on to the same', async () => {
  const many = Array.from({ length: 25 }, (_, number) => ({
    ...documents[0]!,
    timeKey: '',
    _score: 1,
    id: `e${number}`,
  }))
  server.reset(() => many)
  const { status, body } = await ask('/search?q=law')
  expect(status).toBe(200)
  expect(body).toContain('25 events for “law”')
  const [, cursor] = /\/search\?q=law&amp;cursor=([\w-]+)/.exec(body)!
  expect((await ask(`/search?q=law&cursor=${cursor}`)).status).toBe(200)
  expect(server.received.at(-1)!.searches[0]!.search_after).toEqual([1, 'e4'])
})

test('a collection that does not answer is a 503 that says when to ask again', async () => {
  const logged = jest.spyOn(console, 'error').mockReturnValue()
  server.reset(
    () => documents,
    response => answer(response, 503, {}),
  )
  const { status, headers } = await ask('/v1/events?q=law')
  expect([status, headers['retry-after']]).toEqual([503, '10'])
  expect(logged).toHaveBeenCalledTimes(1)
  logged.mockRestore()
})

test('whoever does not search does without it', async () => {
  server.reset(
    () => documents,
    response => answer(response, 503, {}),
  )
  expect((await ask('/v1/events?limit=1')).status).toBe(200)
  expect(server.received).toEqual([])
})
