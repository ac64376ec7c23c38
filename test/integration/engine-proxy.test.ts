/** Web pages cannot reach the engine: not as they would ask by themselves, not across origins, not by DNS rebinding. */
import { GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type EngineProxy, startEngineProxy } from '../../lib/local/engine-proxy.ts'
import { clientOf, startTestStore, type TestStore } from '../support/engine.ts'
import { type HttpAnswer, type RequestOptions, send } from '../support/http-client.ts'

let store: TestStore
let proxy: EngineProxy
let origin: string
let secretPath: string
beforeAll(async () => {
  store = await startTestStore()
  proxy = await startEngineProxy(store.endpoint)
  ;({ origin, pathname: secretPath } = new URL(proxy.endpoint))
})
afterAll(async () => {
  await proxy.stop()
  await store.stop()
})

const KEY = { pk: { S: 'TIMELINE' }, sk: { S: 'HEAD' } }
const client = () => clientOf(proxy.endpoint)

const stored = async () =>
  (await store.client.send(new GetItemCommand({ TableName: store.tables.events, Key: KEY, ConsistentRead: true }))).Item

const UPDATE = {
  method: 'POST',
  headers: {
    'x-amz-target': 'DynamoDB_20120810.UpdateItem',
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-date': '20260714T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=local/20260714/local/dynamodb/aws4_request, SignedHeaders=host, Signature=00',
  },
  body: JSON.stringify({
    TableName: 'annals-events',
    Key: KEY,
    UpdateExpression: 'SET title = :title',
    ExpressionAttributeValues: { ':title': { S: 'rewritten' } },
  }),
}

const update = (path: string, { headers, ...options }: RequestOptions = {}): Promise<HttpAnswer> =>
  send(origin, path, { ...UPDATE, ...options, headers: { ...UPDATE.headers, ...headers } })

test('a program that knows the endpoint reads and writes through it', async () => {
  const item = { ...KEY, title: { S: 'as loaded' } }
  const dynamoDB = client()
  await dynamoDB.send(new PutItemCommand({ TableName: store.tables.events, Item: item }))
  expect((await dynamoDB.send(new GetItemCommand({ TableName: store.tables.events, Key: KEY }))).Item).toEqual(item)
  dynamoDB.destroy()
  expect(await stored()).toEqual(item)
  const answer = await update(secretPath)
  expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, undefined])
  expect(await stored()).toMatchObject({ title: { S: 'rewritten' } })
})

test.each<[string, () => string, RequestOptions]>([
  ['across origins', () => secretPath, { headers: { origin: 'https://evil.example' } }],
  ['from a page of this machine', () => secretPath, { headers: { origin: 'http://localhost:8080' } }],
  ['from a sandboxed page', () => secretPath, { headers: { origin: 'null' } }],
  ['by DNS rebinding', () => secretPath, { headers: { host: 'evil.example' } }],
  ['without the secret', () => '/', {}],
  ['with another secret', () => `/${'x'.repeat(24)}`, {}],
  ['with half of the secret', () => secretPath.slice(0, 12), {}],
])('an UpdateItem %s is refused and changes nothing', async (_, path, options) => {
  await store.client.send(
    new PutItemCommand({ TableName: store.tables.events, Item: { ...KEY, title: { S: 'as loaded' } } }),
  )
  const answer = await update(path(), options)
  expect([answer.status, answer.json().__type]).toEqual([403, 'com.amazon.coral.service#AccessDeniedException'])
  expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  expect(await stored()).toEqual({ ...KEY, title: { S: 'as loaded' } })
})

test.each(['OPTIONS', 'GET', 'HEAD', 'PUT'])('%s is refused, and no preflight allows anything', async method => {
  const { body: _, ...headers } = UPDATE
  const answer = await send(origin, secretPath, { ...headers, method })
  expect([answer.status, Object.keys(answer.headers).filter(name => name.startsWith('access-control'))]).toEqual([
    403,
    [],
  ])
})

test('more requests at a time than it has connections are all answered', async () => {
  const dynamoDB = client()
  const others = client()
  const answers = await Promise.all(
    Array.from({ length: 400 }, (_, index) => (index % 2 ? dynamoDB : others).send(new ListTablesCommand({}))),
  )
  expect(new Set(answers.map(({ TableNames }) => TableNames?.length))).toEqual(new Set([2]))
  for (const each of [dynamoDB, others]) each.destroy()
})

test('it closes the connection when the engine has exited, so that clients try again', async () => {
  const gone = await startEngineProxy('http://127.0.0.1:1')
  await expect(send(gone.endpoint, new URL(gone.endpoint).pathname, UPDATE)).rejects.toThrow('socket hang up')
  await gone.stop()
})
