/** The link check against a server of its own: what it asks, how politely, and what it reports. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Contents, DatedEvent, Series } from '../../../lambdas/domain/event.ts'
import { checkLinks, failedLinks, type Link, linksOf, type Web } from '../../../lib/cli/check-links.ts'
import { OperatorError } from '../../../lib/operator-error.ts'
import { anEvent } from '../../support/events.ts'

let server: Server
let port: number
/** What the server was asked, and how many requests it had at once for each host. */
let asked: { request: string; userAgent: string | undefined }[]
const open = new Map<string, number>()
let mostAtOnce: number

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const host = request.headers.host!
    asked.push({
      request: `${request.method} ${host.split(':')[0]}${request.url}`,
      userAgent: request.headers['user-agent'],
    })
    open.set(host, (open.get(host) ?? 0) + 1)
    mostAtOnce = Math.max(mostAtOnce, open.get(host)!)
    await new Promise(setImmediate)
    open.set(host, open.get(host)! - 1)
    const wanted = request.url!.slice(1)
    if (wanted === 'only-get') response.statusCode = request.method === 'GET' ? 200 : 405
    else if (wanted === 'moved') response.writeHead(301, { location: '/ok' })
    else if (wanted !== 'ok') response.statusCode = Number(wanted)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.close()
})
beforeEach(() => {
  asked = []
  mostAtOnce = 0
  pauses = []
})

let pauses: number[]
const web: Web = {
  fetch: (url, init) => fetch(url, init),
  pause: async milliseconds => {
    pauses.push(milliseconds)
  },
}

const link = (path: string, host = '127.0.0.1'): Link => ({ url: `http://${host}:${port}/${path}`, places: ['a'] })
const source = (url: string) => ({ title: 'A', publisher: 'B', url, supports: 'all' })
const citing = (id: string, url: string): DatedEvent => ({
  event: anEvent({ id, sources: [source(url)] }),
  added: '2026-01-01T00:00:00Z',
})
const seriesCiting = (id: string, year: string, url: string): Series => ({
  id,
  title: { en: id },
  description: { en: id },
  unit: { id: 'people', name: { en: 'people' } },
  points: [{ year, value: 1, basis: { en: 'B' }, disagreements: [], sources: [source(url)] }],
})
const requests = () => asked.map(({ request }) => request)

describe('an address', () => {
  test.each([
    ['ok', ['HEAD'], undefined],
    ['moved', ['HEAD', 'HEAD'], undefined],
    ['only-get', ['HEAD', 'GET'], undefined],
    ['404', ['HEAD', 'GET'], 'responds with 404'],
    ['503', ['HEAD', 'GET'], 'responds with 503'],
  ])('%s is asked with %j, and the problem is %j', async (path, methods, problem) => {
    const failed = await failedLinks([link(path)], { web })
    expect(requests().map(request => request.split(' ')[0])).toEqual(methods)
    expect(failed.map(each => each.problem)).toEqual(problem === undefined ? [] : [problem])
  })

  test('is asked by a program that says what it is and whom to write to', async () => {
    await failedLinks([link('ok')], { web, contact: 'owner@example.org' })
    expect(asked[0]!.userAgent).toMatch(/^annals-link-check .*owner@example\.org/)
  })

  test('at a host that refuses connections cannot be reached', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const gone = { url: `http://127.0.0.1:${(closed.address() as AddressInfo).port}/`, places: ['a'] }
    closed.close()
    await once(closed, 'close')
    expect(await failedLinks([link('ok'), gone], { web })).toEqual([
      { ...gone, problem: 'cannot be reached (ECONNREFUSED)' },
    ])
  })

  test('that takes too long is reported with the limit', async () => {
    const late: Web = {
      ...web,
      fetch: (url, init) =>
        url.endsWith('/late') ? Promise.reject(new DOMException('late', 'TimeoutError')) : fetch(url, init),
    }
    expect(await failedLinks([link('ok', 'localhost'), link('late')], { web: late })).toEqual([
      { ...link('late'), problem: 'does not respond within 20 s' },
    ])
  })
})

test('one request at a time goes to a host, with a pause of a second between two', async () => {
  await failedLinks([link('ok'), link('404'), link('503'), link('moved')], { web })
  expect(mostAtOnce).toBe(1)
  // After each address but the last, and between HEAD and GET of the two that fail.
  expect(pauses).toEqual(Array(5).fill(1000))
})

test('failures come in the order of the timeline, whichever host answers first', async () => {
  const links = [link('404'), link('503', 'localhost'), link('410')]
  expect((await failedLinks(links, { web })).map(({ url }) => url)).toEqual(links.map(({ url }) => url))
})

test('without a network it says so, after a few hosts', async () => {
  const hosts = Array.from({ length: 50 }, (_, index) => ({ url: `https://host-${index}.example/`, places: ['a'] }))
  let calls = 0
  const offline: Web = {
    ...web,
    fetch: async () => {
      calls++
      throw new TypeError('fetch failed', { cause: { code: 'EAI_AGAIN' } })
    },
  }
  await expect(failedLinks(hosts, { web: offline })).rejects.toThrow(/^There seems to be no network: none of \d+ hosts/)
  await expect(failedLinks(hosts, { web: offline })).rejects.toThrow(OperatorError)
  expect(calls).toBeLessThan(80)
})

describe('the links of a timeline', () => {
  const contents: Pick<Contents, 'events' | 'series'> = {
    events: [citing('one', 'https://a.example/'), citing('two', 'https://a.example/')],
    series: [seriesCiting('arrivals', '1997', 'https://b.example/')],
  }

  test('are each asked once, with every place that cites them', () => {
    expect(linksOf(contents)).toEqual([
      { url: 'https://a.example/', places: ['one', 'two'] },
      { url: 'https://b.example/', places: ['arrivals 1997'] },
    ])
  })

  test('that fail are named with what cites them, and the check fails', async () => {
    const here = {
      events: [citing('one', link('404').url)],
      series: [seriesCiting('arrivals', '1997', link('ok').url)],
    }
    await expect(checkLinks(here, { web }, () => {})).rejects.toThrow(
      `${link('404').url} responds with 404; cited by one\n1 of 2 URLs fail`,
    )
  })

  test('that all answer are counted', async () => {
    const lines: string[] = []
    await checkLinks({ events: [citing('one', link('ok').url)], series: [] }, { web }, line => lines.push(line))
    expect(lines).toEqual(['Checking 1 URL at 1 host, one request per host and second', 'All 1 URLs work'])
  })
})
