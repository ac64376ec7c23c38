/** A bucket of S3 that takes only requests that are signed for it, and checks each signature with somebody else's signer. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { sign } from 'aws4'

export const BUCKET = 'annals-search'

export interface S3Server {
  /** For `AWS_ENDPOINT_URL_S3`. */
  endpoint: string
  /** By key. */
  objects: Map<string, Buffer>
  /** The headers that each object was written with, by key. */
  written: Map<string, IncomingHttpHeaders>
  /** Method and path of each request, in order. */
  requests: string[]
  /** Statuses with which the next requests are refused, whatever they ask; 0 cuts the connection. */
  faults: number[]
  stop(): Promise<void>
}

interface Credentials {
  accessKeyId: string
  secretAccessKey: string
}

export async function startS3Server(credentials: Credentials, region: string): Promise<S3Server> {
  const objects = new Map<string, Buffer>()
  const written = new Map<string, IncomingHttpHeaders>()
  const requests: string[] = []
  const faults: number[] = []

  const isSigned = ({ method, url, headers }: IncomingMessage, body: Buffer): boolean => {
    const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? []
    const { headers: expected } = sign(
      {
        service: 's3',
        region,
        method,
        path: url,
        headers: Object.fromEntries(names.map(name => [name, headers[name] as string])),
        body,
        // The signer adds them and signs them too.
        extraHeadersToIgnore: { 'content-length': true, 'content-type': !names.includes('content-type') },
      } as unknown as Parameters<typeof sign>[0],
      credentials,
    )
    const { Authorization } = expected as Record<string, string>
    return names.includes('x-amz-content-sha256') && headers.authorization === Authorization
  }

  /** At most two keys, so that tests have pages. */
  function listing(after: string): string {
    const keys = [...objects.keys()].sort().filter(key => key > after)
    const contents = keys.slice(0, 2).map(key => `<Contents><Key>${key}</Key></Contents>`)
    return `<ListBucketResult><IsTruncated>${keys.length > 2}</IsTruncated>${contents.join('')}</ListBucketResult>`
  }

  function answer({ method, url, headers }: IncomingMessage, body: Buffer): [number, Buffer | string] {
    const { pathname, searchParams } = new URL(url!, 'http://s3')
    const key = pathname.slice(`/${BUCKET}/`.length)
    if (!url!.startsWith(`/${BUCKET}/`)) return [404, '<Error><Code>NoSuchBucket</Code></Error>']
    if (method === 'PUT') {
      objects.set(key, body)
      written.set(key, headers)
    }
    if (method === 'DELETE') objects.delete(key)
    if (method !== 'GET') return [method === 'PUT' ? 200 : 204, '']
    if (searchParams.get('list-type') === '2') return [200, listing(searchParams.get('start-after') ?? '')]
    return objects.has(key) ? [200, objects.get(key)!] : [404, '<Error><Code>NoSuchKey</Code></Error>']
  }

  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    requests.push(`${request.method} ${request.url}`)
    const fault = faults.shift()
    if (fault === 0) return response.destroy()
    const [status, content] = fault
      ? [fault, '']
      : isSigned(request, body)
        ? answer(request, body)
        : [403, '<Error><Code>SignatureDoesNotMatch</Code></Error>']
    return response.writeHead(status).end(content)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    written,
    requests,
    faults,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
