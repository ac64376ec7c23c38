/** The DynamoDB client of the bundles, against a real engine with the stock client beside it, and against what goes wrong on the way. */
import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as stockClient from '@aws-sdk/client-dynamodb'
import * as stock from '@aws-sdk/lib-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import * as bundled from '../../lib/bundling/dynamodb.ts'
import { type Call, refusal, startTap, type Tap } from '../support/dynamodb-tap.ts'
import { startTestStore, type TestStore } from '../support/engine.ts'

const HOUR_MILLISECONDS = 3_600_000

const OPTIONS = { maxAttempts: 3, retryMode: 'standard', requestHandler: { requestTimeout: 2_000 } } as const
/** One each, for the stock client writes into it. */
const translation = () => ({ marshallOptions: { removeUndefinedValues: true } })

const ENVIRONMENT = {
  AWS_REGION: 'ap-northeast-2',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'a token of the session',
}
const before = { ...process.env }

let store: TestStore
let tap: Tap
let client: bundled.DynamoDBClient
beforeAll(async () => {
  store = await startTestStore()
  tap = await startTap(store.endpoint, { names: store.tables })
})
afterAll(async () => {
  await tap.stop()
  await store.stop()
})

beforeEach(async () => {
  await store.emptyTables()
  tap.reset()
  Object.assign(process.env, ENVIRONMENT, { AWS_ENDPOINT_URL_DYNAMODB: tap.endpoint })
  client = new bundled.DynamoDBClient(OPTIONS)
})
afterEach(() => {
  client.destroy()
  for (const name of [...Object.keys(ENVIRONMENT), 'AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL'])
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
})

const documents = () => bundled.DynamoDBDocumentClient.from(client, translation())
const stockDocuments = () => stock.DynamoDBDocumentClient.from(store.client, translation())

const key = (sk: string) => ({ pk: 'EVENT#a', sk })
const items = ['1', '2', '3'].map((sk, number) => ({
  ...key(sk),
  number: number + 0.5,
  text: '날짜 é',
  nothing: null,
  yes: true,
  list: [1, 'two', { three: [] }],
  Item: { Key: 'named as members of requests are' },
  missing: undefined,
}))

describe('answers as the stock client does', () => {
  const table = () => store.tables.events
  type Commands = Pick<
    typeof stock,
    'GetCommand' | 'QueryCommand' | 'BatchGetCommand' | 'BatchWriteCommand' | 'UpdateCommand' | 'TransactWriteCommand'
  >
  type ErrorClasses = Record<
    'DynamoDBServiceException' | 'ConditionalCheckFailedException' | 'TransactionCanceledException',
    abstract new (
      ...given: never
    ) => Error
  >
  const NAMES = { '#pk': 'pk' }

  // Each begins with the items in the table.
  const cases: [string, (commands: Commands) => unknown][] = [
    ['an item', ({ GetCommand }) => new GetCommand({ TableName: table(), Key: key('1') })],
    ['an item that is not there', ({ GetCommand }) => new GetCommand({ TableName: table(), Key: key('9') })],
    [
      'a page, and where the next begins',
      ({ QueryCommand }) =>
        new QueryCommand({
          TableName: table(),
          KeyConditionExpression: '#pk = :pk',
          ExpressionAttributeNames: NAMES,
          ExpressionAttributeValues: { ':pk': 'EVENT#a' },
          Limit: 2,
        }),
    ],
    [
      'the page after a position',
      ({ QueryCommand }) =>
        new QueryCommand({
          TableName: table(),
          KeyConditionExpression: '#pk = :pk',
          ExpressionAttributeNames: NAMES,
          ExpressionAttributeValues: { ':pk': 'EVENT#a' },
          ExclusiveStartKey: key('2'),
        }),
    ],
    [
      'many items by key',
      ({ BatchGetCommand }) =>
        new BatchGetCommand({ RequestItems: { [table()]: { Keys: [key('2')], ConsistentRead: true } } }),
    ],
    [
      'a batch of writes',
      ({ BatchWriteCommand }) =>
        new BatchWriteCommand({
          RequestItems: {
            [table()]: [
              { PutRequest: { Item: { ...key('4'), set: new Set(['a']) } } },
              { DeleteRequest: { Key: key('1') } },
            ],
          },
        }),
    ],
    [
      'an update, with the item as it was',
      ({ UpdateCommand }) =>
        new UpdateCommand({
          TableName: table(),
          Key: key('1'),
          UpdateExpression: 'SET #text = :text',
          ExpressionAttributeNames: { '#text': 'text' },
          ExpressionAttributeValues: { ':text': { new: [1] } },
          ReturnValues: 'ALL_OLD',
        }),
    ],
    [
      'a transaction',
      ({ TransactWriteCommand }) =>
        new TransactWriteCommand({
          TransactItems: [
            { Put: { TableName: table(), Item: { ...key('5'), number: 5 } } },
            { Delete: { TableName: table(), Key: key('2') } },
          ],
        }),
    ],
    [
      'a condition that fails',
      ({ UpdateCommand }) =>
        new UpdateCommand({
          TableName: table(),
          Key: key('1'),
          UpdateExpression: 'REMOVE #text',
          ConditionExpression: '#text = :other',
          ExpressionAttributeNames: { '#text': 'text' },
          ExpressionAttributeValues: { ':other': 'other' },
        }),
    ],
    [
      'a transaction that is cancelled',
      ({ TransactWriteCommand }) =>
        new TransactWriteCommand({
          TransactItems: [
            { Put: { TableName: table(), Item: key('6') } },
            { Delete: { TableName: table(), Key: key('2'), ConditionExpression: 'attribute_not_exists(pk)' } },
          ],
        }),
    ],
    ['a request that makes no sense', ({ GetCommand }) => new GetCommand({ TableName: table(), Key: { pk: 'alone' } })],
    ['a table that does not exist', ({ GetCommand }) => new GetCommand({ TableName: 'none', Key: key('1') })],
  ]

  async function outcome(documents: { send(command: never): Promise<unknown> }, command: unknown) {
    const write = items.map(Item => ({ PutRequest: { Item } }))
    await store.emptyTables()
    await stockDocuments().send(new stock.BatchWriteCommand({ RequestItems: { [table()]: write } }))
    const answer = await documents.send(command as never).then(
      value => ({ value }),
      error => ({ error }),
    )
    const query = new stock.QueryCommand({
      TableName: table(),
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: NAMES,
      ExpressionAttributeValues: { ':pk': 'EVENT#a' },
    })
    return { ...answer, after: (await stockDocuments().send(query)).Items }
  }

  const withoutMetadata = ({ $metadata, ...rest }: Record<string, unknown>) => rest

  test.each(cases)('%s', async (_, command) => {
    const expected: Record<string, Record<string, unknown>> = (await outcome(stockDocuments(), command(stock))) as never
    const actual: typeof expected = (await outcome(documents(), command(bundled as never))) as never
    expect(actual.after).toEqual(expected.after)
    if (expected.error === undefined) {
      expect(withoutMetadata(actual.value!)).toEqual(withoutMetadata(expected.value!))
      return
    }
    const { name, message, $fault, CancellationReasons } = expected.error
    expect({ ...actual.error, message: actual.error!.message }).toMatchObject({ name, message, $fault })
    expect(actual.error!.CancellationReasons).toEqual(CancellationReasons)
    expect(actual.error!.$metadata).toMatchObject({ httpStatusCode: 400, attempts: 1 })
    const kinds = (error: unknown, classes: ErrorClasses) => [
      error instanceof classes.DynamoDBServiceException,
      error instanceof classes.ConditionalCheckFailedException,
      error instanceof classes.TransactionCanceledException,
    ]
    expect(kinds(actual.error, bundled)).toEqual(kinds(expected.error, stockClient))
  })
})

const get = () => new bundled.GetCommand({ TableName: store.tables.events, Key: key('1') })
const put = () =>
  new bundled.TransactWriteCommand({ TransactItems: [{ Put: { TableName: store.tables.events, Item: key('1') } }] })

describe('tries again', () => {
  const onceThen = (
    first: (call: Call, forward: () => Promise<unknown>) => Promise<ReturnType<typeof refusal> | undefined>,
  ) => tap.reset((call, forward) => (call.number === 1 ? first(call, forward) : forward()))

  test.each([
    ['throttling', refusal('ProvisionedThroughputExceededException')],
    ['throttling by the account', refusal('ThrottlingException')],
    ['a failure within DynamoDB', refusal('InternalServerError', 500)],
    ['a line that is cut', undefined],
  ])('after %s', async (_, answer) => {
    onceThen(async () => answer)
    await expect(documents().send(get())).resolves.toMatchObject({ $metadata: { httpStatusCode: 200 } })
    expect(tap.calls.map(({ action }) => action)).toEqual(['GetItem', 'GetItem'])
  })

  test('as often as it is told, and then tells why', async () => {
    tap.reset(async () => refusal('InternalServerError', 500))
    const failure = documents().send(get())
    await expect(failure).rejects.toBeInstanceOf(bundled.DynamoDBServiceException)
    await expect(failure).rejects.toMatchObject({
      name: 'InternalServerError',
      message: 'refused by the test',
      $fault: 'server',
      $metadata: { httpStatusCode: 500, attempts: OPTIONS.maxAttempts },
    })
    expect(tap.calls).toHaveLength(OPTIONS.maxAttempts)
  })

  test('not after an error of its own', async () => {
    tap.reset(async () => refusal('ValidationException'))
    await expect(documents().send(get())).rejects.toMatchObject({ name: 'ValidationException' })
    expect(tap.calls).toHaveLength(1)
  })

  test('a transaction under the same token, so that it is not done twice', async () => {
    onceThen(async (_, forward) => {
      await forward()
      return undefined
    })
    await documents().send(put())
    const tokens = tap.calls.map(({ request }) => request.ClientRequestToken)
    expect(tokens).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), tokens[0]])
    await documents().send(put())
    expect(tap.calls.at(-1)!.request.ClientRequestToken).not.toBe(tokens[0])
  })

  test('no longer than its caller waits', async () => {
    const abort = new AbortController()
    tap.reset(async () => {
      abort.abort()
      return refusal('ThrottlingException')
    })
    await expect(documents().send(get(), { abortSignal: abort.signal })).rejects.toThrow()
    expect(tap.calls).toHaveLength(1)
  })
})

interface Received {
  headers: IncomingHttpHeaders
  body: string
  /** Of the connection, as no two have the same at a time. */
  port: number | undefined
}

/** Answers what `answer` says, and keeps what it was asked. */
async function listening(answer: (request: Received) => { status?: number; body?: object; date?: Date } = () => ({})) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    received.push({ headers: request.headers, body, port: request.socket.remotePort })
    const { status = 200, body: said = {}, date = new Date() } = answer(received.at(-1)!)
    response.writeHead(status, { date: date.toUTCString(), 'x-amzn-requestid': 'REQUEST' }).end(JSON.stringify(said))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  client = new bundled.DynamoDBClient(OPTIONS)
  return {
    received,
    async [Symbol.asyncDispose]() {
      client.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

const hmac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signatureOf({ headers, body }: Received, signedHeaders: string): string {
  const canonicalHeaders = signedHeaders.split(';').map(name => `${name}:${headers[name]}\n`)
  const canonical = ['POST', '/', '', canonicalHeaders.join(''), signedHeaders, sha256(body)].join('\n')
  const date = String(headers['x-amz-date'])
  const scope = [date.slice(0, 8), ENVIRONMENT.AWS_REGION, 'dynamodb', 'aws4_request']
  const signingKey = scope.reduce(hmac as never, `AWS4${ENVIRONMENT.AWS_SECRET_ACCESS_KEY}`) as unknown as Buffer
  return hmac(signingKey, ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical)].join('\n')).toString('hex')
}

describe('signs its requests', () => {
  test('with the credentials of the session', async () => {
    await using server = await listening()
    await documents().send(get())
    const [request] = server.received
    const { authorization, ...headers } = request!.headers
    const [, credential, signedHeaders, signature] =
      /^AWS4-HMAC-SHA256 Credential=(.*), SignedHeaders=(.*), Signature=(.*)$/.exec(authorization!)!
    expect(headers).toMatchObject({
      'x-amz-security-token': ENVIRONMENT.AWS_SESSION_TOKEN,
      'x-amz-target': 'DynamoDB_20120810.GetItem',
      'content-type': 'application/x-amz-json-1.0',
    })
    expect(credential).toMatch(/^AKIDEXAMPLE\/\d{8}\/ap-northeast-2\/dynamodb\/aws4_request$/)
    for (const name of ['host', 'x-amz-date', 'x-amz-security-token', 'x-amz-target'])
      expect(signedHeaders!.split(';')).toContain(name)
    expect(signature).toBe(signatureOf(request!, signedHeaders!))
  })

  test('each attempt anew, by the clock of DynamoDB where its own is wrong', async () => {
    const ahead = () => new Date(Date.now() + HOUR_MILLISECONDS)
    const timeOf = ({ headers }: Received) =>
      Date.parse(String(headers['x-amz-date']).replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:'))
    const isNear = (request: Received) => Math.abs(timeOf(request) - ahead().getTime()) < 300_000
    await using server = await listening(request =>
      isNear(request)
        ? { date: ahead() }
        : { date: ahead(), status: 400, body: { __type: 'com.amazon.coral.service#InvalidSignatureException' } },
    )
    await documents().send(get())
    await documents().send(get())
    expect(server.received.map(isNear)).toEqual([false, true, true])
  })

  test('and has no credentials but those of the environment', async () => {
    await using server = await listening()
    delete process.env.AWS_SECRET_ACCESS_KEY
    await expect(documents().send(get())).rejects.toThrow(/AWS_SECRET_ACCESS_KEY/)
    expect(server.received).toEqual([])
  })
})

test('calls that follow each other share a connection', async () => {
  await using server = await listening()
  await documents().send(get())
  await documents().send(get())
  expect(new Set(server.received.map(({ port }) => port)).size).toBe(1)
})

test('an answer that is not from DynamoDB is an error in its words', async () => {
  await using _ = await listening(() => ({ status: 403, body: [] }))
  await expect(documents().send(get())).rejects.toMatchObject({
    name: 'UnknownError',
    $metadata: { httpStatusCode: 403, requestId: 'REQUEST' },
  })
})

describe('asks', () => {
  const addressAsked = async () => {
    const asked: string[] = []
    const handle = async (request: { protocol: string; hostname: string; port?: number }) => {
      asked.push(`${request.protocol}//${request.hostname}${request.port ? `:${request.port}` : ''}`)
      throw new Error('asked')
    }
    client = new bundled.DynamoDBClient({ ...OPTIONS, requestHandler: { handle, destroy: () => {} } as never })
    await expect(documents().send(get())).rejects.toThrow('asked')
    return asked
  }

  test.each([
    ['ap-northeast-2', 'https://dynamodb.ap-northeast-2.amazonaws.com'],
    ['cn-north-1', 'https://dynamodb.cn-north-1.amazonaws.com.cn'],
  ])('DynamoDB in the region: %s', async (region, address) => {
    delete process.env.AWS_ENDPOINT_URL_DYNAMODB
    process.env.AWS_REGION = region
    expect(await addressAsked()).toEqual([address])
  })

  test('whom the environment names for every service, but rather whom it names for this one', async () => {
    process.env.AWS_ENDPOINT_URL = 'https://every.test:8443'
    process.env.AWS_ENDPOINT_URL_DYNAMODB = 'http://this.test'
    expect(await addressAsked()).toEqual(['http://this.test'])
    delete process.env.AWS_ENDPOINT_URL_DYNAMODB
    expect(await addressAsked()).toEqual(['https://every.test:8443'])
  })
})

test.each([
  ['an option', { ...OPTIONS, profile: 'other' }, 'no option profile'],
  ['a way to retry', { ...OPTIONS, retryMode: 'adaptive' }, 'no retryMode adaptive'],
])('%s that it does not have is refused rather than ignored', (_, options, message) => {
  expect(() => new bundled.DynamoDBClient(options as never)).toThrow(message)
})
