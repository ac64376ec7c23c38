/** Recognises transient errors: throttling, failures inside DynamoDB, and dropped or timed-out connections. */
import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html#Programming.Errors.MessagesAndCodes */
const THROTTLING = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
  'TransactionInProgressException',
]

/** Reasons for a cancelled transaction: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const THROTTLED_ACTION = ['ProvisionedThroughputExceeded', 'ThrottlingError']

const NETWORK = [
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]

/** Whether a single read or write met a transaction of another writer on the same item. */
export const isTransactionConflict = (error: unknown): error is DynamoDBServiceException =>
  error instanceof DynamoDBServiceException && error.name === 'TransactionConflictException'

/** Whether the same call may succeed later. */
export function isTransient(error: unknown): boolean {
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map(reason => reason.Code ?? 'None')
    // With a failed condition, a retry is pointless even if another action was throttled.
    return codes.some(code => THROTTLED_ACTION.includes(code)) && !codes.includes('ConditionalCheckFailed')
  }
  if (error instanceof DynamoDBServiceException)
    return (error.$metadata.httpStatusCode ?? 0) >= 500 || THROTTLING.includes(error.name)
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown }
  return name === 'TimeoutError' || NETWORK.includes(String(code))
}
