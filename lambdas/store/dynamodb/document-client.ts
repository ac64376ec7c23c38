/** The DynamoDB document client that all adapters share, with its timeouts, retries and errors. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { deadline } from '../deadline.ts'
import { StoreUnavailable } from '../event-store.ts'
import { isTransactionConflict, isTransient } from './unavailable.ts'

/** Times in milliseconds. */
export interface RetryPolicy {
  maxAttempts: number
  /** Limit for establishing the connection. */
  connectionTimeout: number
  /** Limit from the request to the first byte of the response, and between its parts. */
  requestTimeout: number
}

/**
 * For requests, which also have a deadline. DynamoDB responds within milliseconds; after a hundred times as long, a retry on another
 * connection is better. A fourth attempt, up to 4 s after throttling, would keep the client waiting too long:
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export const ANSWERING: RetryPolicy = { maxAttempts: 3, connectionTimeout: 1_000, requestTimeout: 2_000 }

/** For background work: gives a throttled table more than a minute to recover before the run fails. */
export const WORKING: RetryPolicy = { maxAttempts: 8, connectionTimeout: 1_000, requestTimeout: 10_000 }

/** Endpoint, region and credentials. The SDK takes omitted options from the environment. */
export type ClientOptions = Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials' | 'profile' | 'logger'>

export const dynamoDBClient = (
  { maxAttempts, connectionTimeout, requestTimeout }: RetryPolicy,
  options: ClientOptions = {},
): DynamoDBClient => {
  const client = new DynamoDBClient({
    ...options,
    maxAttempts,
    // `adaptive` would slow down calls to all partitions when one is throttled.
    retryMode: 'standard',
    requestHandler: { connectionTimeout, requestTimeout, socketTimeout: requestTimeout, throwOnRequestTimeout: true },
  })
  // The SDK does not retry a call that meets a transaction of another writer on the same item; it is over within milliseconds.
  client.middlewareStack.add(
    next => async args => {
      try {
        return await next(args)
      } catch (error) {
        throw isTransactionConflict(error) ? Object.assign(error, { $retryable: { throttling: true } }) : error
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'retryTransactionConflicts' },
  )
  return client
}

/** Each call ends by the deadline, if there is one. It throws `StoreUnavailable` if a retry may succeed. */
export type DocumentClient = Pick<DynamoDBDocumentClient, 'send'>

export function documentClient(client: DynamoDBClient): DocumentClient {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
  const send = async (command: Parameters<typeof documents.send>[0]) => {
    const abortSignal = deadline()
    try {
      return await documents.send(command, abortSignal && { abortSignal })
    } catch (error) {
      if (abortSignal?.aborted)
        throw new StoreUnavailable('DynamoDB did not respond before the deadline', { cause: error })
      throw isTransient(error) ? new StoreUnavailable('DynamoDB is temporarily unavailable', { cause: error }) : error
    }
  }
  return { send: send as DocumentClient['send'] }
}

export interface Connection {
  client: DocumentClient
  tables: { events: string; highlights: string }
}

/** Connects to the tables of a timeline. */
export const connection = (
  { dynamoDB, tables }: { dynamoDB: ClientOptions; tables: Connection['tables'] },
  retryPolicy = ANSWERING,
): Connection => ({ client: documentClient(dynamoDBClient(retryPolicy, dynamoDB)), tables })
