/** Writing one event over HTTP: who may, on what condition, and what comes of it for everybody who reads. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import { METADATA_KEY } from '../../lambdas/store/tables.ts'
import { accessUsed } from '../support/dynamodb-tap.ts'
import { clientOf } from '../support/engine.ts'
import type { HttpAnswer, RequestOptions } from '../support/http-client.ts'
import {
  ANEW,
  collectErrors,
  DATA_FOLDER,
  moveClock,
  STARTING_MILLISECONDS,
  startTestHost,
  type TestHost,
} from '../support/local-host.ts'
import { OPERATIONS, violations } from '../support/openapi-document.ts'
import { discrepancies } from '../support/store-checker.ts'
import { parseXml } from '../support/xml-tree.ts'

let host: TestHost
beforeAll(async () => {
  host = await startTestHost({ headers: ANEW })
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())
beforeEach(() => host.tap.reset())

// biome-ignore lint/suspicious/noExplicitAny: an event as an editor writes it, right or wrong
type Written = any

/** An event as an owner writes it; each test writes one of its own. */
const anEvent = (id: string, overrides: Written = {}): Written => ({
  id,
  date: '1999-12-31',
  title: { en: `The ${id}`, ko: `${id} 사건` },
  summary: { en: 'What happened.', ko: '일어난 일.' },
  category: 'law',
  tags: ['settlement-act'],
  significance: 2,
  status: 'confirmed',
  sources: [{ title: 'A title', publisher: 'A publisher', url: 'https://example.org/', supports: 'all of it' }],
  ...overrides,
})

const addressOf = (id: string) => `/v1/events/${id}`

/** Sends a write as the editor, and holds the answer to the OpenAPI document. */
async function write(method: 'PUT' | 'DELETE', id: string, options: RequestOptions = {}): Promise<HttpAnswer> {
  const headers = {
    authorization: `Bearer ${host.token}`,
    ...(options.body !== undefined && { 'content-type': 'application/json' }),
    ...options.headers,
  }
  const answer = await host.get(addressOf(id), { method, ...options, headers })
  const operation = OPERATIONS.find(each => each.method === method.toLowerCase())!
  const response = operation.responses[answer.status]
  if (!response) throw new Error(`${method} answers ${answer.status}, which is not documented: ${answer.text}`)
  const [content] = Object.values(response.content ?? {})
  expect(content ? violations(content.schema, answer.json()) : answer.text).toEqual(content ? [] : '')
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.headers).not.toHaveProperty('etag')
  return answer
}

const put = (id: string, condition: Record<string, string>, event: Written = anEvent(id), headers = {}) =>
  write('PUT', id, {
    body: typeof event === 'string' ? event : JSON.stringify(event),
    headers: { ...condition, ...headers },
  })

const NEW = { 'if-none-match': '*' }
const at = (revision: number) => ({ 'if-match': `"${revision}"` })

/** Puts an event that is not there. */
async function added(id: string, overrides?: Written): Promise<Written> {
  const answer = await put(id, NEW, anEvent(id, overrides))
  expect([answer.status, answer.text]).toEqual([201, expect.anything()])
  return answer.json()
}

const outcome = ({ status, ...answer }: HttpAnswer) => [status, answer.json().type.replace('urn:annals:problem:', '')]

describe('an event', () => {
  test('a former id leads to the event from the API and its page, with the query', async () => {
    await put('newest', NEW, anEvent('newest', { formerly: ['oldest', 'older'] }))
    for (const id of ['oldest', 'older']) {
      const moved = await host.get(`/v1/events/${id}?lang=ko`)
      expect([moved.status, moved.headers.location]).toEqual([301, '/v1/events/newest?lang=ko'])
      const page = await host.get(`/ko/events/${id}`)
      expect([page.status, page.headers.location]).toEqual([301, '/ko/events/newest'])
      const frame = await host.get(`/embed/events/${id}?lang=ko`)
      expect([frame.status, frame.headers.location]).toEqual([301, '/embed/events/newest?lang=ko'])
      expect((await host.get(`/oembed?url=${host.url}/events/${id}`)).json().title).toBe('The newest')
    }
    await write('DELETE', 'newest', { headers: at(1) })
    expect((await host.get('/v1/events/oldest')).status).toBe(404)
  })

  test('that is new appears at its address, in its list and among the changes', async () => {
    const { status, headers, ...answer } = await put('one', NEW)
    expect([status, headers.location]).toEqual([201, `${host.url}/v1/events/one`])
    expect(answer.json()).toMatchObject({
      id: 'one',
      revision: 1,
      title: 'The one',
      category: { id: 'law', name: 'Law' },
    })
    const { links: _, ...shown } = (await host.get(addressOf('one'))).json()
    expect(shown).toEqual(answer.json())
    const list = (await host.get('/v1/events?from=1999-12-31&to=1999-12-31')).json().data
    expect(list.map((each: Written) => each.id)).toContain('one')
    expect((await host.get('/feeds/updates.json')).json().items[0].url).toBe(`${host.url}/events/one`)
  })

  test('can be corrected at the revision that the editor saw, given as a number or as the ETag', async () => {
    await added('two')
    const second = await put('two', at(1), anEvent('two', { significance: 3 }))
    expect([second.status, second.headers.location, second.json().revision]).toEqual([200, undefined, 2])
    const { etag } = (await host.get('/v1/events/two?lang=ko', { headers: { 'accept-encoding': 'gzip' } })).headers
    const third = await put('two', { 'if-match': etag! }, anEvent('two', { significance: 4 }))
    expect([third.status, third.json().revision, third.json().significance]).toEqual([200, 3, 4])
  })

  test('is returned in the requested language', async () => {
    const { token } = host
    const answer = await host.get('/v1/events/three?lang=ko', {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...NEW },
      body: JSON.stringify(anEvent('three')),
    })
    expect([answer.headers['content-language'], answer.json().title]).toEqual(['ko', 'three 사건'])
  })

  test('takes its id from the address if the content states none', async () => {
    const { id: _, ...rest } = anEvent('four')
    expect((await put('four', NEW, rest)).json().id).toBe('four')
  })

  test('that is deleted is gone for everybody, and can be restored', async () => {
    await added('five')
    const deleted = await write('DELETE', 'five', { headers: at(1) })
    expect([deleted.status, deleted.text]).toEqual([204, ''])
    expect((await host.get(addressOf('five'))).status).toBe(410)
    const back = await put('five', NEW)
    expect([back.status, back.json().revision]).toEqual([201, 3])
    expect((await host.get(addressOf('five'))).status).toBe(200)
  })

  test('of the data folder can be sent as it is written there, and then changes in its revision only', async () => {
    const [{ corrected: _corrected, ...first }] = parse(await readFile(join(DATA_FOLDER, 'events/1997.yaml'), 'utf8'))
    const { links: _, revision, ...before } = (await host.get(addressOf(first.id))).json()
    const { status, ...answer } = await put(first.id, at(revision), first)
    expect(status).toBe(200)
    expect(answer.json()).toEqual({ ...before, revision })
  })

  test('that is sent again unchanged makes no revision, even with the first condition', async () => {
    await added('six')
    const corrected = anEvent('six', { significance: 5 })
    const first = await put('six', at(1), corrected)
    const again = await put('six', at(1), corrected)
    expect([again.status, again.json()]).toEqual([200, first.json()])
  })
})

describe('the revisions of an event', () => {
  const revisions = async (id: string, query = '') => (await host.get(`${addressOf(id)}/revisions${query}`)).json()

  test('are its versions as written, in all languages, including deletions', async () => {
    await added('seven')
    await put('seven', at(1), anEvent('seven', { significance: 3 }))
    await write('DELETE', 'seven', { headers: at(2) })
    const { data, next } = await revisions('seven')
    const whole = { actors: [], places: [], figures: [], related: [] }
    expect(data).toMatchObject([
      { revision: 1, event: { ...anEvent('seven'), ...whole } },
      { revision: 2, event: { ...anEvent('seven', { significance: 3 }), ...whole } },
      { revision: 3, event: null },
    ])
    expect(next).toBeNull()
  })

  test('can be sent back unchanged', async () => {
    await added('eight')
    await put('eight', at(1), anEvent('eight', { significance: 3 }))
    const [first] = (await revisions('eight')).data
    const restored = await put('eight', at(2), first.event)
    expect([restored.status, restored.json().significance, restored.json().revision]).toEqual([200, 2, 3])
  })

  test('are paged, in either order', async () => {
    await added('nine')
    for (const revision of [1, 2]) await put('nine', at(revision), anEvent('nine', { significance: revision + 2 }))
    const first = await revisions('nine', '?order=desc&limit=2')
    const second = await revisions('nine', `?order=desc&limit=2&cursor=${first.next}`)
    const numbers = [first, second].map(({ data }) => data.map((each: Written) => each.revision))
    expect([numbers, second.next]).toEqual([[[3, 2], [1]], null])
  })
})

describe('a precondition', () => {
  beforeAll(async () => {
    await added('conditional')
    await put('conditional', at(1), anEvent('conditional', { significance: 3 }))
    await added('deleted')
    await write('DELETE', 'deleted', { headers: at(1) })
  })
  const changed = anEvent('conditional', { significance: 1 })

  test.each<[string, Record<string, string>, number, string]>([
    ['is required', {}, 428, 'precondition-required'],
    ['that names an earlier revision fails', at(1), 412, 'precondition-failed'],
    ['that names a later revision fails', at(3), 412, 'precondition-failed'],
    ['that there is no such event fails', NEW, 412, 'precondition-failed'],
    ['that is a weak validator is none', { 'if-match': 'W/"2"' }, 400, 'invalid-precondition'],
    ['without quotes is none', { 'if-match': '2' }, 400, 'invalid-precondition'],
    ['of several validators is none', { 'if-match': '"2", "3"' }, 400, 'invalid-precondition'],
    ['that says two things is none', { ...at(2), ...NEW }, 400, 'invalid-precondition'],
    ['that is not to be another is none', { 'if-none-match': '"1"' }, 400, 'invalid-precondition'],
  ])('%s', async (_, condition, status, type) => {
    expect(outcome(await put('conditional', condition, changed))).toEqual([status, type])
    if (!('if-none-match' in condition))
      expect(outcome(await write('DELETE', 'conditional', { headers: condition }))).toEqual([status, type])
    expect((await host.get(addressOf('conditional'))).json().revision).toBe(2)
  })

  test('on an event that never existed fails', async () => {
    expect(outcome(await put('never', at(1)))).toEqual([412, 'precondition-failed'])
    expect(outcome(await put('never', { 'if-match': '*' }))).toEqual([412, 'precondition-failed'])
  })

  test('on a deleted event fails, and says how to restore it', async () => {
    const answer = await put('deleted', at(2))
    expect(outcome(answer)).toEqual([412, 'precondition-failed'])
    expect(answer.json().detail).toBe('The event was deleted; If-None-Match: * restores it')
  })

  test('that the event exists holds at any revision', async () => {
    await added('whatever')
    expect((await put('whatever', { 'if-match': '*' }, anEvent('whatever', { significance: 1 }))).status).toBe(200)
  })

  test('lets only one of two concurrent editors through', async () => {
    await added('raced')
    const answers = await Promise.all(
      [3, 4].map(significance => put('raced', at(1), anEvent('raced', { significance }))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
    expect((await host.get(addressOf('raced'))).json().revision).toBe(2)
  })
})

describe('an event that is already deleted', () => {
  test('or never existed cannot be deleted', async () => {
    expect(outcome(await write('DELETE', 'never', { headers: at(1) }))).toEqual([404, 'not-found'])
    await added('twice')
    await write('DELETE', 'twice', { headers: at(1) })
    expect(outcome(await write('DELETE', 'twice', { headers: at(2) }))).toEqual([410, 'gone'])
  })
})

describe('content', () => {
  test.each<[string, Written, Record<string, string>, number, string]>([
    ['that is no JSON', '{', {}, 400, 'invalid-content'],
    ['that is empty', '', {}, 400, 'invalid-content'],
    ['that is a form', 'id=a', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported-media-type'],
    ['of 256 KiB and a byte', ' '.repeat(256 * 1024 + 1), {}, 413, 'content-too-large'],
    ['that is a list', [], {}, 422, 'invalid-event'],
    ['that is null', 'null', {}, 422, 'invalid-event'],
    ['of another event', anEvent('other'), {}, 422, 'invalid-event'],
  ])('%s is refused', async (_, content, headers, status, type) => {
    expect(outcome(await put('refused', NEW, content, headers))).toEqual([status, type])
    expect((await host.get(addressOf('refused'))).status).toBe(404)
  })

  test.each<[string, Written, object]>([
    ['an unknown field', { frob: 1 }, { pointer: '#/frob', detail: 'frob is not an allowed name' }],
    ['no source', { sources: [] }, { pointer: '#/sources', detail: 'sources has no entries' }],
    [
      'no attribution of a claim',
      { status: 'claimed' },
      { pointer: '#/attribution', detail: 'attribution is missing' },
    ],
    [
      'a tag that is not declared',
      { tags: ['settlement-act', 'settlement-akt'] },
      {
        pointer: '#/tags/1',
        detail: 'tags[1] "settlement-akt" is not declared in the tags of timeline.yaml',
        allowed: expect.stringMatching(/^one of \d+; the closest are settlement-act, /),
      },
    ],
    ['a category that is not declared', { category: 'lawn' }, { pointer: '#/category' }],
    ['a day that does not exist', { date: '1999-02-30' }, { pointer: '#/date' }],
    ['a language that is not declared', { title: { en: 'A', fr: 'B' } }, { pointer: '#/title/fr' }],
    [
      'a related event that does not exist',
      { related: ['first-defectors-day-2024', 'no-such-event'] },
      { pointer: '#/related/1', detail: 'related[1] "no-such-event" is not the id of an event' },
    ],
    ['itself as related', { related: ['mistaken'] }, { pointer: '#/related/0' }],
    [
      'a unit that is not declared',
      { figures: [{ label: { en: 'A' }, value: 1, unit: 'furlongs' }] },
      { pointer: '#/figures/0/unit' },
    ],
    [
      'half of a surrogate pair',
      { title: { en: 'A', ko: '\ud800' } },
      { pointer: '#/title/ko', detail: 'title.ko contains an unpaired surrogate' },
    ],
    [
      'a number that is too large to be exact',
      { figures: [{ label: { en: 'A' }, value: 1e300, unit: 'people' }] },
      { pointer: '#/figures/0/value', detail: 'figures[0].value is 1e+300, which cannot be stored exactly' },
    ],
    [
      'a number that is too small to be stored',
      { figures: [{ label: { en: 'A' }, value: -1e-200, unit: 'people' }] },
      { pointer: '#/figures/0/value' },
    ],
    [
      'a time that is set by the store',
      { corrected: '2026-01-01T00:00:00Z', added: '2026-01-01T00:00:00Z' },
      { pointer: '#/added', detail: 'added is set by the store' },
    ],
  ])('with %s is refused, with its place and what is allowed', async (_, overrides, error) => {
    const answer = await put('mistaken', NEW, anEvent('mistaken', overrides))
    expect(outcome(answer)).toEqual([422, 'invalid-event'])
    expect(answer.json().errors[0]).toMatchObject({ allowed: expect.stringMatching(/\S/), ...error })
    expect((await host.get(addressOf('mistaken'))).status).toBe(404)
  })

  test.each<[string, string]>([
    [
      'a value nested 100,000 deep',
      JSON.stringify(anEvent('hostile')).replace('"law"', `${'['.repeat(1e5)}${']'.repeat(1e5)}`),
    ],
    ['a field named __proto__', JSON.stringify(anEvent('hostile')).replace('{', '{"__proto__":{"en":"x"},')],
    [
      'a number beyond every other',
      JSON.stringify(anEvent('hostile')).replace('"significance":2', '"significance":1e999'),
    ],
    ['a language that is half of a surrogate pair', JSON.stringify(anEvent('hostile', { title: { '\udc00': 'A' } }))],
  ])('with %s is refused', async (_, content) => {
    expect(outcome(await put('hostile', NEW, content))).toEqual([422, 'invalid-event'])
  })

  test('with control characters is stored, and shown in documents that parsers accept', async () => {
    await added('controls', { title: { en: 'A \u0000\u0007\u001b\ufffe title' } })
    expect((await host.get(addressOf('controls'))).json().title).toBe('A \u0000\u0007\u001b\ufffe title')
    for (const address of ['/events/controls', '/feeds/updates.rss', '/feeds/updates.atom', '/feeds/timeline.ics'])
      expect([address, (await host.get(address)).status]).toEqual([address, 200])
    parseXml((await host.get('/feeds/updates.rss')).text)
  })

  test('with several mistakes is refused with all of them', async () => {
    const answer = await put(
      'mistaken',
      NEW,
      anEvent('mistaken', { date: '1999-13', category: 'lawn', significance: 6 }),
    )
    expect(
      answer
        .json()
        .errors.map((each: Written) => each.pointer)
        .sort(),
    ).toEqual(['#/category', '#/date', '#/significance'])
  })
})

describe('a client that may not write', () => {
  test.each<[string, Record<string, string>]>([
    ['nobody', {}],
    ['somebody with another token', { authorization: 'Bearer something-else' }],
    ['somebody with an empty token', { authorization: 'Bearer ' }],
    ['somebody with a signature, which this host does not know', { authorization: 'AWS4-HMAC-SHA256 Credential=a' }],
  ])('%s: is refused with problem+json', async (_, headers) => {
    for (const method of ['PUT', 'DELETE']) {
      const options = { method, headers: { ...headers, ...NEW, 'content-type': 'application/json' }, body: '{}' }
      const answer = await host.get(addressOf('forbidden'), options)
      expect([answer.status, answer.json().type]).toEqual([403, 'urn:annals:problem:forbidden'])
      expect(answer.headers).toMatchObject({
        'content-type': 'application/problem+json; charset=utf-8',
        'access-control-allow-origin': '*',
      })
    }
    expect(host.tap.calls).toEqual([])
  })

  test('can still read', async () => {
    const answer = await host.get(addressOf('first-defectors-day-2024'), { headers: { authorization: 'Bearer wrong' } })
    expect(answer.status).toBe(200)
  })
})

describe('while', () => {
  test('the data folder is being loaded, writes are refused with the time to retry', async () => {
    await added('loading')
    const { client, tables } = host.store
    const head = { TableName: tables.events, Key: METADATA_KEY }
    const mark = { UpdateExpression: 'SET loading = :digest', ExpressionAttributeValues: { ':digest': 'another' } }
    await client.send(new UpdateCommand({ ...head, ...mark }))
    const { release } = collectErrors()
    const answer = await put('loading', at(1), anEvent('loading', { significance: 1 }))
    release()
    await client.send(new UpdateCommand({ ...head, UpdateExpression: 'REMOVE loading' }))
    expect([...outcome(answer), answer.headers['retry-after']]).toEqual([503, 'being-loaded', '30'])
  })
})

test.each(ENDPOINTS.filter(({ auth }) => auth === 'iam'))(
  '$method uses what it declares of the tables',
  async route => {
    await added('used', { related: ['first-defectors-day-2024'] })
    const moved = anEvent('used', { tags: [], actors: [], date: '2001-01-01', related: ['first-defectors-day-2024'] })
    const { revision } = (await host.get(addressOf('used'))).json()
    host.tap.reset()
    if (route.method === 'PUT') {
      await put('used', at(revision), moved)
      await write('DELETE', 'used', { headers: at(revision + 1) })
      const deletion = host.tap.calls.slice(-3).map(call => call.action)
      expect(deletion).toEqual(['GetItem', 'GetItem', 'TransactWriteItems'])
    } else {
      await write('DELETE', 'used', { headers: at(revision) })
    }
    expect(accessUsed(host.tap.calls)).toEqual([...route.access].sort())
  },
)

test('no write leaves the tables inconsistent', async () => {
  moveClock(20)
  const client = clientOf(host.tap.endpoint)
  expect(await discrepancies({ client, tables: host.store.tables })).toEqual([])
  client.destroy()
})
