/** The search in a collection: pages, strictness, signatures and faults, against a server that answers as OpenSearch documents. */
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { sign } from 'aws4'
import type { Search } from '../../../../lambdas/search/timeline-search.ts'
import { InvalidCursor } from '../../../../lambdas/store/cursor.ts'
import { deadline, withDeadline } from '../../../../lambdas/store/deadline.ts'
import { StoreUnavailable } from '../../../../lambdas/store/event-store.ts'
import { collectionSearch } from '../../../../lambdas/store/opensearch/collection-search.ts'
import {
  answer,
  type Finding,
  type FoundDocument,
  type OpenSearchServer,
  responseTo,
  startOpenSearchServer,
} from '../../../support/opensearch-server.ts'

const ACCESS = {
  region: 'ap-northeast-2',
  credentials: {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    sessionToken: 'a token of the session',
  },
}

let server: OpenSearchServer
beforeAll(async () => {
  server = await startOpenSearchServer()
})
afterAll(() => server.stop())
beforeEach(() => server.reset())

const aSearch = (overrides: Partial<Search> = {}): Search => ({
  q: 'law',
  sort: 'relevance',
  order: 'asc',
  facets: {},
  significance: [],
  ...overrides,
})

const find = (search: Search, page: { limit: number; after?: string | undefined } = { limit: 10 }) =>
  collectionSearch({ endpoint: server.endpoint, ...ACCESS }).find(search, page)

/** Twenty-three, many of the same score, no two of the same time. */
const DOCUMENTS: FoundDocument[] = Array.from({ length: 23 }, (_, number) => ({
  id: `event-${String((number * 7) % 23).padStart(2, '0')}`,
  timeKey: `${2000 + ((number * 5) % 23)}-01-01#event`,
  _score: 1 + (number % 4) / 3,
}))

const isForgiving = (query: Parameters<Finding>[0]) => JSON.stringify(query).includes('fuzziness')

describe('pages', () => {
  test.each<Partial<Search>>([{}, { sort: 'time' }, { sort: 'time', order: 'desc' }])(
    'of %j come one after another, each event once, and the last says that nothing follows',
    async order => {
      server.reset(() => DOCUMENTS)
      const search = aSearch(order)
      const whole = await find(search, { limit: 100 })
      const pages: string[][] = []
      let after: string | undefined
      do {
        const page = await find(search, { limit: 5, after })
        expect(page.total).toBe(23)
        pages.push(page.ids)
        after = page.next
      } while (after !== undefined)
      expect(pages.flat()).toEqual(whole.ids)
      expect(pages.map(ids => ids.length)).toEqual([5, 5, 5, 5, 3])
      expect(whole.next).toBeUndefined()
    },
  )

  test('that end with the last event have none after them', async () => {
    server.reset(() => DOCUMENTS.slice(0, 5))
    expect(await find(aSearch(), { limit: 5 })).not.toHaveProperty('next')
  })

  test('are asked for with one event more, and without the documents', async () => {
    await find(aSearch({ q: '33000' }), { limit: 5 })
    expect(server.received[0]!.searches[0]).toMatchObject({ size: 6, _source: false, track_total_hits: true })
    expect(server.received[0]!.path).toBe('/events/_msearch')
  })

  test.each([
    ['of the search in memory', '20'],
    ['of another order', '[0,"2001-01-01#event"]'],
    ['beyond all readings', '[9,1.5,"event-01"]'],
    ['between two readings', '[0.5,1.5,"event-01"]'],
    ['that is none', 'x'],
    ['without an end', '[0]'],
    ['of a document', '[0,1.5,{"id":"event-01"}]'],
  ])('from a position %s are refused', async (_, after) => {
    await expect(find(aSearch(), { limit: 5, after })).rejects.toThrow(InvalidCursor)
    expect(server.received).toEqual([])
  })
})

describe('strictness', () => {
  test('is given up by no query that is answered strictly', async () => {
    server.reset(() => DOCUMENTS)
    await find(aSearch({ q: 'law support' }))
    expect(server.received.map(({ searches }) => searches.length)).toEqual([1])
    expect(isForgiving(server.received[0]!.searches[0]!.query)).toBe(false)
  })

  test('is given up step by step, in one request more, and the first step to find anything is the answer', async () => {
    const loose = DOCUMENTS.slice(0, 2)
    server.reset(({ bool: { minimum_should_match: words } }) => (words === 2 ? loose : words === 1 ? DOCUMENTS : []))
    const { ids } = await find(aSearch({ q: 'law support settlement' }))
    expect([...ids].sort()).toEqual(loose.map(({ id }) => id).sort())
    expect(server.received.map(({ searches }) => searches.map(({ query }) => query.bool.minimum_should_match))).toEqual(
      [[3], [3, 2, 1]],
    )
    expect(server.received[1]!.searches.every(({ query }) => isForgiving(query))).toBe(true)
  })

  test('stays on the pages that follow as it was on the first', async () => {
    server.reset(query => (isForgiving(query) ? DOCUMENTS : []))
    const search = aSearch({ q: 'lwa suport' })
    const { next } = await find(search, { limit: 20 })
    server.reset(query => (isForgiving(query) ? DOCUMENTS : []))
    const { ids } = await find(search, { limit: 20, after: next })
    expect(ids).toHaveLength(3)
    expect(server.received.map(({ searches }) => searches.length)).toEqual([1])
  })
})

describe('nothing', () => {
  test('is found where no reading finds anything', async () => {
    expect(await find(aSearch({ q: 'xyzzyqwv' }))).toEqual({ ids: [], total: 0 })
    expect(server.received).toHaveLength(2)
  })

  test('is asked for a query without words', async () => {
    expect(await find(aSearch({ q: 'the … !' }))).toEqual({ ids: [], total: 0 })
    expect(server.received).toEqual([])
  })
})

describe('a request', () => {
  test('is signed for the service by the credentials of the session, with a digest of what it says', async () => {
    server.reset(() => DOCUMENTS)
    await find(aSearch())
    const { headers, path, body } = server.received[0]!
    const { accessKeyId, secretAccessKey, sessionToken } = ACCESS.credentials
    const signed = sign(
      {
        service: 'aoss',
        region: ACCESS.region,
        method: 'POST',
        path,
        body,
        headers: {
          host: headers.host,
          'content-type': headers['content-type'],
          'x-amz-content-sha256': headers['x-amz-content-sha256'],
          'x-amz-date': headers['x-amz-date'],
        },
        // OpenSearch Serverless takes no signature over it.
        extraHeadersToIgnore: { 'content-length': true },
      } as Parameters<typeof sign>[0],
      { accessKeyId, secretAccessKey, sessionToken },
    )
    expect(headers.authorization).toBe((signed.headers as Record<string, string>).Authorization)
    expect(headers['x-amz-security-token']).toBe(sessionToken)
    expect(headers.authorization).toMatch(/SignedHeaders=[^,]*x-amz-content-sha256/)
  })
})

const refusing = (status: number) => (response: ServerResponse) => answer(response, status, { error: 'by the test' })
const cutting = (response: ServerResponse) => {
  response.destroy()
  return 'answered' as const
}
const silent = () => 'answered' as const

describe('OpenSearch that', () => {
  test.each([
    ['throttles', refusing(429)],
    ['fails', refusing(500)],
    ['is down', refusing(503)],
    ['has no index yet', refusing(404)],
    ['cuts the line', cutting],
  ])('%s is asked twice, and is unavailable then', async (_, fault) => {
    server.reset(() => DOCUMENTS, fault)
    await expect(find(aSearch())).rejects.toThrow(StoreUnavailable)
    expect(server.received).toHaveLength(2)
  })

  test('cuts the line and then answers was worth the second attempt', async () => {
    server.reset(
      () => DOCUMENTS,
      (response, number) => (number === 1 ? cutting(response) : undefined),
    )
    expect((await find(aSearch())).total).toBe(23)
  })

  test.each([400, 403])('answers %i is asked once: no later attempt would mend it', async status => {
    server.reset(() => DOCUMENTS, refusing(status))
    const asked = find(aSearch())
    await expect(asked).rejects.toThrow(`OpenSearch answers ${status}: {"error":"by the test"}`)
    await expect(asked).rejects.not.toThrow(StoreUnavailable)
    expect(server.received).toHaveLength(1)
  })

  test('is silent is given up at the deadline, and not asked again', async () => {
    server.reset(() => DOCUMENTS, silent)
    await withDeadline(50, async () => {
      const error = await find(aSearch()).catch(each => each)
      expect(error).toBeInstanceOf(StoreUnavailable)
      expect(error.cause).toBe(deadline()!.reason)
    })
    expect(server.received).toHaveLength(1)
  })

  const SEARCHED = { query: {}, sort: [], size: 0, track_total_hits: true }
  const whole = responseTo(SEARCHED, [])
  test.each([
    ['has no index for one of the searches', { status: 404, error: { type: 'index_not_found_exception' } }],
    ['answers for a part of the index', { ...whole, _shards: { ...whole._shards, failed: 1 } }],
    ['has run out of its own time', { ...whole, timed_out: true }],
  ])('%s is unavailable', async (_, each) => {
    server.reset(
      () => DOCUMENTS,
      response => answer(response, 200, { responses: [each] }),
    )
    await expect(find(aSearch())).rejects.toThrow(StoreUnavailable)
  })

  test('does not understand one of the searches is ours to mend', async () => {
    const misunderstood = { status: 400, error: { type: 'parsing_exception' } }
    server.reset(
      () => DOCUMENTS,
      response => answer(response, 200, { responses: [misunderstood] }),
    )
    const asked = find(aSearch())
    await expect(asked).rejects.toThrow('OpenSearch answers 400: {"type":"parsing_exception"}')
    await expect(asked).rejects.not.toThrow(StoreUnavailable)
  })
})
