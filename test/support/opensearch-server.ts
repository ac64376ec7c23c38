/**
 * Stands in for a collection of OpenSearch Serverless on this machine: takes multi-searches as OpenSearch documents them
 * (https://docs.opensearch.org/latest/api-reference/multi-search/), sorts and pages what the test says is found, and fails as it is told.
 */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A document with what it may be sorted by. */
export interface FoundDocument {
  id: string
  timeKey: string
  _score: number
}

type Order = 'asc' | 'desc'

// biome-ignore lint/suspicious/noExplicitAny: the query is what tests look into
type Query = any

export interface Searched {
  query: Query
  sort: Partial<Record<keyof FoundDocument, Order>>[]
  size: number
  search_after?: (string | number)[]
  track_total_hits: boolean
}

export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
  searches: Searched[]
}

/** Which documents a query finds. */
export type Finding = (query: Query) => readonly FoundDocument[]

/** Takes the place of the answer to the request of that number, from 1 on; nothing, and it is answered. */
export type Fault = (response: ServerResponse, number: number) => 'answered' | undefined

export interface OpenSearchServer {
  endpoint: string
  received: Received[]
  /** Begins anew with other documents, and with faults. */
  reset(finding?: Finding, fault?: Fault): void
  stop(): Promise<void>
}

export async function startOpenSearchServer(): Promise<OpenSearchServer> {
  const received: Received[] = []
  let finds: Finding = () => []
  let fails: Fault = () => undefined
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    // Every second line says which index: none, where the path names it.
    const searches: Searched[] = body.split('\n').flatMap((line, number) => (number % 2 === 1 ? JSON.parse(line) : []))
    received.push({ path: request.url!, headers: request.headers, body, searches })
    if (fails(response, received.length) === 'answered') return
    answer(response, 200, { took: 1, responses: searches.map(search => responseTo(search, finds(search.query))) })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    reset(finding = () => [], fault = () => undefined) {
      finds = finding
      fails = fault
      received.length = 0
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export function answer(response: ServerResponse, status: number, body: object): 'answered' {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  return 'answered'
}

/** What a search that went well answers. */
export function responseTo({ sort, size, search_after }: Searched, documents: readonly FoundDocument[]) {
  const criteria = sort.flatMap(each => Object.entries(each) as [keyof FoundDocument, Order][])
  const valuesOf = (document: FoundDocument) => criteria.map(([field]) => document[field])
  const compare = (a: (string | number)[], b: (string | number)[]): number => {
    for (const [position, [, order]] of criteria.entries())
      if (a[position] !== b[position]) return a[position]! < b[position]! === (order === 'asc') ? -1 : 1
    return 0
  }
  const hits = documents
    .map(document => ({ _index: 'events', _id: document.id, _score: null, sort: valuesOf(document) }))
    .sort((a, b) => compare(a.sort, b.sort))
    .filter(hit => search_after === undefined || compare(hit.sort, search_after) > 0)
    .slice(0, size)
  return {
    took: 1,
    timed_out: false,
    status: 200,
    _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    hits: { total: { value: documents.length, relation: 'eq' }, max_score: null, hits },
  }
}
