/** Signs requests with AWS Signature Version 4, which the API's IAM authorizer and AWS's services require: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
import { STSClient } from '@aws-sdk/client-sts'
import { SignatureV4 } from '@smithy/signature-v4'
import type { AccountClient } from './account.ts'
import { explainAwsErrors } from './errors.ts'

export interface UnsignedRequest {
  method: string
  url: URL
  /** Lower-case names. */
  headers: Record<string, string>
  body?: string
}

/** Returns the headers of `request` with its signature. @throws {OperatorError} if there are no credentials */
export async function signed(
  request: UnsignedRequest,
  { region, clientOptions }: AccountClient,
  service = 'execute-api',
): Promise<Record<string, string>> {
  const { method, url, body } = request
  // The client is used only for its credentials provider and hash.
  const { config } = new STSClient(clientOptions('STS'))
  const signer = new SignatureV4({
    service,
    region,
    credentials: config.credentials,
    sha256: config.sha256,
  })
  const { headers } = await explainAwsErrors(
    'Cannot sign the request',
    signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { ...request.headers, host: url.host },
      ...(body !== undefined && { body }),
    }),
  )
  return headers
}
