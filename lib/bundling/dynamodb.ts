/**
 * Stands in for `@aws-sdk/client-dynamodb` and `@aws-sdk/lib-dynamodb` in the bundles: the commands that the adapters send, over the SDK's own
 * retries and HTTP handler. Left out is most of what a stock client loads and sets up before the first request: schemas and
 * exceptions of sixty operations, rules for endpoints of every kind, configuration from files, user agents and endpoint discovery.
 */
import { randomUUID } from 'node:crypto'
import { type marshallOptions as MarshallOptions, marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { retryMiddleware, StandardRetryStrategy } from '@smithy/core/retry'
import { HttpRequest, type HttpResponse } from '@smithy/core/transport'
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler'
import { signed, type UnsignedRequest } from '../../lambdas/store/signature.ts'
import { environmentCredentials } from './environment-credentials.ts'

/** As far apart as the SDK takes two clocks to be wrong; DynamoDB refuses a signature that is five minutes away. */
const CLOCK_SKEW_MILLISECONDS = 240_000

/** As the stock client begins to wait between attempts; after throttling, the SDK's strategy waits longer by itself. */
const RETRY_DELAY_MILLISECONDS = 25

interface ClientOptions {
  maxAttempts: number
  retryMode: 'standard'
  requestHandler: NodeHttpHandlerOptions
}

/** JSON of the protocol, with attribute values as they are sent. */
// biome-ignore lint/suspicious/noExplicitAny: the shapes are DynamoDB's, and the adapters know them by the types of the stock client
type Json = any

type Request = HttpRequest & UnsignedRequest

interface Metadata {
  httpStatusCode: number
  requestId?: string | undefined
  /** Makes the SDK try again. */
  clockSkewCorrected?: boolean
}

/** An answer that is an error. With it comes what DynamoDB says besides, such as `CancellationReasons`. */
export class DynamoDBServiceException extends Error {
  readonly $metadata: Metadata
  readonly $fault: 'client' | 'server'
  /** Where the SDK looks for Retry-After. */
  declare readonly $response: HttpResponse

  constructor({ name, message, $metadata, response, ...details }: Json) {
    super(message)
    Object.assign(this, details, { name })
    this.$metadata = $metadata
    this.$fault = response.statusCode < 500 ? 'client' : 'server'
    Object.defineProperty(this, '$response', { value: response })
  }
}

export class ConditionalCheckFailedException extends DynamoDBServiceException {}
export class TransactionCanceledException extends DynamoDBServiceException {}

const EXCEPTIONS: Record<string, typeof DynamoDBServiceException> = {
  ConditionalCheckFailedException,
  TransactionCanceledException,
}

const operation = (name: string, defaults: () => object = () => ({})) =>
  class {
    readonly operation = name
    readonly input: object

    constructor(input: object) {
      this.input = { ...defaults(), ...input }
    }
  }

export const GetCommand = operation('GetItem')
export const QueryCommand = operation('Query')
export const BatchGetCommand = operation('BatchGetItem')
export const BatchWriteCommand = operation('BatchWriteItem')
export const UpdateCommand = operation('UpdateItem')
/** With a token of its own, so that an attempt after one whose answer was lost does not write twice. */
export const TransactWriteCommand = operation('TransactWriteItems', () => ({ ClientRequestToken: randomUUID() }))

type Command = InstanceType<typeof GetCommand>

/** @throws {Error} at an option that it does not know, for it would be ignored in Lambda alone */
export class DynamoDBClient {
  readonly #endpoint = endpoint()
  readonly #handler: NodeHttpHandler
  readonly #maxAttempts: number
  /** One for all calls: it gives up retrying when too many of them fail. */
  readonly #retryStrategy: StandardRetryStrategy
  /** Milliseconds by which DynamoDB's clock is ahead of this one. */
  #clockOffset = 0

  constructor({ maxAttempts, retryMode, requestHandler, ...others }: ClientOptions) {
    if (retryMode !== 'standard') throw new Error(`lib/bundling/dynamodb.ts has no retryMode ${retryMode}`)
    for (const option of Object.keys(others)) throw new Error(`lib/bundling/dynamodb.ts has no option ${option}`)
    this.#handler = NodeHttpHandler.create(requestHandler) as NodeHttpHandler
    this.#maxAttempts = maxAttempts
    this.#retryStrategy = new StandardRetryStrategy({ maxAttempts, baseDelay: RETRY_DELAY_MILLISECONDS })
  }

  /** Sends the body of a request as it is, until it is answered or there is no sense in another attempt. */
  async request(operation: string, body: Json, options: { abortSignal?: AbortSignal } = {}): Promise<Json> {
    const exchange = async ({ request }: { request: Request }) => {
      const sent = Date.now()
      const time = new Date(sent + this.#clockOffset)
      const headers = signed(request, { service: 'dynamodb', region: region() }, await environmentCredentials(), time)
      const { response } = await this.#handler.handle(new HttpRequest({ ...request, headers }), options)
      const clockSkewCorrected = this.#setClock(sent, response)
      return { response, output: await answerOf(response, clockSkewCorrected) }
    }
    const attempts = {
      maxAttempts: async () => this.#maxAttempts,
      retryStrategy: async () => this.#retryStrategy,
    }
    const send: Json = retryMiddleware(attempts as Json)(exchange as Json, { __smithy_context: options })
    const { output } = await send({ request: requestOf(this.#endpoint, operation, body) })
    return output
  }

  /** Whether the request that was `sent` then was signed by a clock that is wrong. */
  #setClock(sent: number, { headers }: HttpResponse): boolean {
    const now = Date.now()
    const theirs = Date.parse(headers.date ?? '')
    const skew = theirs - (now + this.#clockOffset)
    // An answer that took so long tells what time it was before this process was frozen.
    if (!(Math.abs(skew) >= CLOCK_SKEW_MILLISECONDS) || now - sent >= CLOCK_SKEW_MILLISECONDS) return false
    this.#clockOffset = theirs - now
    return true
  }

  destroy(): void {
    this.#handler.destroy()
  }
}

/** Takes and gives attributes as values of JavaScript. */
export class DynamoDBDocumentClient {
  readonly #client: DynamoDBClient
  readonly #marshall: (item: Json) => Json

  constructor(client: DynamoDBClient, marshallOptions: MarshallOptions | undefined) {
    this.#client = client
    this.#marshall = item => marshall(item, marshallOptions)
  }

  static from(client: DynamoDBClient, { marshallOptions }: { marshallOptions?: MarshallOptions } = {}) {
    return new DynamoDBDocumentClient(client, marshallOptions)
  }

  async send({ operation, input }: Command, options?: { abortSignal?: AbortSignal }): Promise<Json> {
    const answer = await this.#client.request(operation, translated(input, this.#marshall), options)
    return translated(answer, item => unmarshall(item))
  }
}

/** Members that hold an item, or other attribute values by name. No table and no attribute name of an expression is called so. */
const ITEM = ['Attributes', 'ExclusiveStartKey', 'ExpressionAttributeValues', 'Item', 'Key', 'LastEvaluatedKey']
/** Members that hold a list of items. */
const ITEMS = ['Items', 'Keys']
/** Of BatchGetItem: lists of items by table. */
const ITEMS_BY_TABLE = ['Responses']

/** The request or answer with its items as `translate` makes them. */
function translated(value: Json, translate: (item: Json) => Json): Json {
  if (Array.isArray(value)) return value.map(each => translated(each, translate))
  if (typeof value !== 'object' || value === null) return value
  return mapValues(value, (member, name) => {
    if (member === undefined) return undefined
    if (ITEM.includes(name)) return translate(member)
    if (ITEMS.includes(name)) return member.map(translate)
    if (ITEMS_BY_TABLE.includes(name)) return mapValues(member, items => items.map(translate))
    return translated(member, translate)
  })
}

const mapValues = (object: object, map: (value: Json, name: string) => Json) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value, name)]))

function requestOf({ protocol, hostname, port, host }: URL, operation: string, body: Json): Request {
  return new HttpRequest({
    method: 'POST',
    protocol,
    hostname,
    ...(port && { port: Number(port) }),
    path: '/',
    headers: {
      host,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
    },
    body: JSON.stringify(body),
  }) as Request
}

async function answerOf(response: HttpResponse, clockSkewCorrected: boolean): Promise<Json> {
  const text = Buffer.concat(await response.body.toArray()).toString()
  const $metadata = { httpStatusCode: response.statusCode, requestId: response.headers['x-amzn-requestid'] }
  if (response.statusCode < 300) return { ...JSON.parse(text), $metadata }
  const { __type = 'UnknownError', message, Message = message, ...details } = parsed(text)
  const name = __type.slice(__type.lastIndexOf('#') + 1)
  const Exception = EXCEPTIONS[name] ?? DynamoDBServiceException
  throw new Exception({ ...details, name, message: Message, $metadata: { ...$metadata, clockSkewCorrected }, response })
}

/** What stands between a function and DynamoDB may answer in its own words. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return { message: text }
  }
}

const region = () => process.env.AWS_REGION!

/** The regional endpoint, unless the environment names another, as the SDK reads it. */
function endpoint(): URL {
  const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL } = process.env
  const suffix = region().startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  return new URL(AWS_ENDPOINT_URL_DYNAMODB || AWS_ENDPOINT_URL || `https://dynamodb.${region()}.${suffix}`)
}
