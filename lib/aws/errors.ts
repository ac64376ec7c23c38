/** Translates AWS errors into one-line messages that say what to do. */
import { StoreUnavailable } from '../../lambdas/store/event-store.ts'
import { OperatorError } from '../operator-error.ts'

const SIGN_IN = 'sign in, for example with aws sso login or aws configure'

const EXPIRED = /expired/i
const NOT_ACCEPTED = /^(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|AuthFailure)/
const NO_CREDENTIALS = /^(CredentialsProviderError|TokenProviderError)$/
const NO_NETWORK = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ETIMEDOUT|TimeoutError)$/

/**
 * Awaits `calls` to AWS and translates their errors.
 * @param failure beginning of the message, e.g. `Cannot ask for the stack Annals`
 * @throws {OperatorError} for errors of AWS, the credentials or the network; rethrows all others
 */
export async function explainAwsErrors<T>(failure: string, calls: Promise<T>): Promise<T> {
  try {
    return await calls
  } catch (error) {
    const reason = reasonOf(error as AwsError)
    throw reason === undefined ? error : new OperatorError(`${failure}: ${reason}`)
  }
}

/** An error of the SDK; has `$metadata` if the service responded. */
type AwsError = Error & { code?: string; $metadata?: unknown }

function reasonOf(error: AwsError): string | undefined {
  const { name, code, message } = error
  if (error instanceof StoreUnavailable) return reasonOf(error.cause as AwsError) ?? message
  const said = message === '' ? (code ?? name) : message.replaceAll(/\s+/g, ' ').trim()
  const isSdk = error.$metadata !== undefined || NO_CREDENTIALS.test(name)
  if (isSdk && (EXPIRED.test(name) || EXPIRED.test(said)))
    return `the AWS credentials have expired; ${SIGN_IN} again (${said})`
  if (NO_CREDENTIALS.test(name))
    return `there are no AWS credentials; ${SIGN_IN}, or name a profile with --profile (${said})`
  if (NOT_ACCEPTED.test(name)) return `AWS does not accept the credentials; ${SIGN_IN} (${name}: ${said})`
  if (NO_NETWORK.test(code ?? name)) return `AWS cannot be reached (${code ?? name}: ${said})`
  return error.$metadata === undefined ? undefined : `AWS rejected the request (${name}: ${said})`
}
