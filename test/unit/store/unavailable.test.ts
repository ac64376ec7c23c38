/** Which failures of a call to DynamoDB pass, and which stay however often it is tried. */
import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from '@jest/globals'
import { isTransient } from '../../../lambdas/store/dynamodb/unavailable.ts'

const answered = (name: string, httpStatusCode: number) =>
  new DynamoDBServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: '' })
const cancelled = (...codes: (string | undefined)[]) =>
  new TransactionCanceledException({
    $metadata: { httpStatusCode: 400 },
    message: '',
    CancellationReasons: codes.map(Code => ({ Code })),
  })
const failed = (fields: object) => Object.assign(new Error(), fields)

describe('isTransient', () => {
  test.each<[string, unknown]>([
    ['ProvisionedThroughputExceededException', answered('ProvisionedThroughputExceededException', 400)],
    ['ThrottlingException', answered('ThrottlingException', 400)],
    ['RequestLimitExceeded', answered('RequestLimitExceeded', 400)],
    ['TransactionInProgressException', answered('TransactionInProgressException', 400)],
    ['InternalServerError', answered('InternalServerError', 500)],
    ['a 503 of whatever name', answered('UnknownError', 503)],
    ['a transaction of which a part was throttled', cancelled('None', 'ThrottlingError')],
    ['one that met another besides', cancelled('TransactionConflict', 'ProvisionedThroughputExceeded')],
    ['a request that took too long', failed({ name: 'TimeoutError' })],
    ['a connection that was reset', failed({ code: 'ECONNRESET' })],
    ['a connection that was refused', failed({ code: 'ECONNREFUSED' })],
    ['a name that could not be looked up for now', failed({ code: 'EAI_AGAIN' })],
  ])('of %s: yes', (_, error) => {
    expect(isTransient(error)).toBe(true)
  })

  test.each<[string, unknown]>([
    ['ConditionalCheckFailedException', answered('ConditionalCheckFailedException', 400)],
    ['ResourceNotFoundException', answered('ResourceNotFoundException', 400)],
    ['AccessDeniedException', answered('AccessDeniedException', 400)],
    ['ValidationException', answered('ValidationException', 400)],
    ['a transaction whose condition failed', cancelled('ConditionalCheckFailed', 'None')],
    [
      'a transaction whose condition failed where it was throttled too',
      cancelled('ConditionalCheckFailed', 'ThrottlingError'),
    ],
    ['a transaction that is wrong', cancelled('ValidationError', undefined)],
    ['a transaction that only met another', cancelled('TransactionConflict')],
    ['credentials that are missing', failed({ name: 'CredentialsProviderError' })],
    ['a mistake of ours', new TypeError()],
    ['nothing', undefined],
  ])('of %s: no', (_, error) => {
    expect(isTransient(error)).toBe(false)
  })
})
