/** Tells what passes – throttling, a failure within DynamoDB, a line that is cut or silent – from what stays wrong however often it is tried. */
import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html#Programming.Errors.MessagesAndCodes */
const THROTTLING = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionInProgressException',
]

/** Of an action within a transaction: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const THROTTLED_ACTION = ['ProvisionedThroughputExceeded', 'ThrottlingError']

const LINE = [
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]

/** Whether a call that failed with `error` may succeed later as it is. */
export function isTransient(error: unknown): boolean {
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map(reason => reason.Code ?? 'None')
    // A condition that failed says more than that something else was throttled as well.
    return codes.some(code => THROTTLED_ACTION.includes(code)) && !codes.includes('ConditionalCheckFailed')
  }
  if (error instanceof DynamoDBServiceException)
    return (error.$metadata.httpStatusCode ?? 0) >= 500 || THROTTLING.includes(error.name)
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown }
  return name === 'TimeoutError' || LINE.includes(String(code))
}
