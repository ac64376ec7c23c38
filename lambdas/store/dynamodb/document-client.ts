/** The DynamoDB document client that the adapters share: how long it tries, and what it says when that was in vain. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { deadline } from '../deadline.ts'
import { StoreUnavailable } from '../event-store.ts'
import { isTransient } from './unavailable.ts'

/** How often and how long a call is tried; times in milliseconds. */
export interface RetryPolicy {
  maxAttempts: number
  /** Until the connection stands. */
  connectionTimeout: number
  /** From the request to the beginning of the answer, and between the parts of the answer. */
  requestTimeout: number
}

/**
 * Where somebody waits, who has a deadline besides (`deadline.ts`). DynamoDB answers within milliseconds: what takes a hundred times as long
 * is lost, and is asked for again over another connection. After throttling, the SDK waits up to 1 s before the second attempt and up to 2 s
 * before the third: a fourth, after up to 4 s, would only keep the caller, and the load, waiting.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 * https://repost.aws/knowledge-center/lambda-function-retry-timeout-sdk
 */
export const ANSWERING: RetryPolicy = { maxAttempts: 3, connectionTimeout: 1_000, requestTimeout: 2_000 }

/** Where nobody waits: a table that is throttled is given more than a minute to recover, which a run that began anew would not get. */
export const WORKING: RetryPolicy = { maxAttempts: 8, connectionTimeout: 1_000, requestTimeout: 10_000 }

/** Where DynamoDB is and who asks. The SDK reads from the environment what is left out. */
export type ClientAccess = Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials' | 'profile' | 'logger'>

export const dynamoDBClient = (
  { maxAttempts, connectionTimeout, requestTimeout }: RetryPolicy,
  access: ClientAccess = {},
): DynamoDBClient =>
  new DynamoDBClient({
    ...access,
    maxAttempts,
    // `adaptive` would hold back calls to one partition for the sake of another.
    retryMode: 'standard',
    requestHandler: { connectionTimeout, requestTimeout, socketTimeout: requestTimeout, throwOnRequestTimeout: true },
  })

/** What the adapters ask of it. Every call ends by the deadline, if there is one, and fails with `StoreUnavailable` if it may succeed later. */
export type DocumentClient = Pick<DynamoDBDocumentClient, 'send'>

export function documentClient(client: DynamoDBClient): DocumentClient {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
  const send = async (command: Parameters<typeof documents.send>[0]) => {
    const abortSignal = deadline()
    try {
      return await documents.send(command, abortSignal && { abortSignal })
    } catch (error) {
      if (abortSignal?.aborted)
        throw new StoreUnavailable('DynamoDB has not answered by the deadline', { cause: error })
      throw isTransient(error) ? new StoreUnavailable('DynamoDB does not answer for now', { cause: error }) : error
    }
  }
  return { send: send as DocumentClient['send'] }
}

export interface Connection {
  client: DocumentClient
  /** Names of the tables. */
  tables: { events: string; highlights: string }
}

/** Connects to the tables of a timeline. */
export const connection = (
  { dynamoDB, tables }: { dynamoDB: ClientAccess; tables: Connection['tables'] },
  retryPolicy = ANSWERING,
): Connection => ({ client: documentClient(dynamoDBClient(retryPolicy, dynamoDB)), tables })
