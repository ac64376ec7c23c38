/** Calls of AWS services that have no client here: one signed request each does not justify a package each. */
import type { AccountClient, Service } from './account.ts'
import { explainAwsErrors } from './errors.ts'
import { signed } from './sign.ts'

export interface AwsCall {
  service: Service
  /** Name for the signature and the host, e.g. `acm`. */
  name: string
  /** Where the service is, if not in the region of the account. */
  region?: string
  path: string
  /** For services with the JSON protocol; the request is then a POST of `body`. */
  target?: string
  body?: object
}

/**
 * The text of the response.
 * @param failure beginning of the message of an error
 * @throws {OperatorError} if AWS rejects the request or cannot be reached
 */
export function awsCall(
  failure: string,
  { service, name, region, path, target, body }: AwsCall,
  account: AccountClient,
): Promise<string> {
  const place = region ?? account.region
  const call = async () => {
    const { endpoint = `https://${name}.${place}.amazonaws.com` } = account.clientOptions(service)
    const content = body && JSON.stringify(body)
    const request = {
      method: target === undefined ? 'GET' : 'POST',
      url: new URL(`${endpoint}${path}`),
      headers: target === undefined ? {} : { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
      ...(content !== undefined && { body: content }),
    }
    const headers = await signed(request, { ...account, region: place }, name)
    const { method, url } = request
    const response = await fetch(url, { method, headers, ...(content !== undefined && { body: content }) })
    const text = await response.text()
    if (response.ok) return text
    const type =
      response.headers.get('x-amzn-errortype') ?? /"__type":"([^"]+)"|<Code>([^<]+)/.exec(text)?.slice(1).join('')
    const message = /"[mM]essage":"([^"]+)"|<Message>([^<]+)/.exec(text)?.slice(1).join('') ?? text
    throw Object.assign(new Error(message), {
      name: (type ?? String(response.status)).replace(/^.*#|:.*$/g, ''),
      $metadata: {},
    })
  }
  return explainAwsErrors(failure, call())
}
