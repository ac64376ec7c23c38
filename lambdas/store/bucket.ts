/**
 * Files in an S3 bucket, by plain HTTPS and the signer of the DynamoDB client: `@aws-sdk/client-s3` would add 446 kB to a
 * bundle. Imports no SDK module, because esbuild does not tree-shake modules that a dynamic import shares with the rest.
 */
import { setTimeout } from 'node:timers/promises'
import type { DynamoDBClientConfig, DynamoDBClientResolvedConfig } from '@aws-sdk/client-dynamodb'
import { deadline } from './deadline.ts'
import { StoreUnavailable } from './event-store.ts'

type Method = 'GET' | 'PUT' | 'DELETE'

/** Pauses before further attempts, in milliseconds. */
const PAUSES = [100, 400]

/** The response has an error status. */
class Refused extends Error {
  readonly status: number
  constructor(status: number, text: string) {
    super(`${status} ${text}`)
    this.status = status
  }
}

const isTransient = (status: number): boolean => status === 429 || status >= 500

/** A bucket, and how to reach it. The SDK takes omitted options from the environment. */
export interface BucketLocation {
  bucket: string
  clientOptions: Pick<DynamoDBClientConfig, 'region' | 'credentials' | 'profile' | 'logger'> & { endpoint?: string }
}

/** Every method throws `StoreUnavailable`. */
export interface BucketFiles {
  read(name: string): Promise<Uint8Array>
  /** @param headers that S3 stores and serves with the file, such as its type */
  write(name: string, bytes: Uint8Array, headers?: Record<string, string>): Promise<void>
  remove(name: string): Promise<void>
  /** The names of all files, which must need no escaping in XML. */
  list(): Promise<string[]>
}

interface Asked {
  name?: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: Uint8Array
}

/** @param config of an SDK client with these options; only its region and signer are used */
export function bucketFiles(
  { bucket, clientOptions: { endpoint } }: BucketLocation,
  config: Pick<DynamoDBClientResolvedConfig, 'region' | 'signer'>,
): BucketFiles {
  const address = async (): Promise<string> =>
    endpoint === undefined ? `https://${bucket}.s3.${await config.region()}.amazonaws.com` : `${endpoint}/${bucket}`

  async function attempt(method: Method, { name = '', query = {}, body, ...asked }: Asked): Promise<Uint8Array> {
    const url = new URL(`${await address()}/${name}`)
    url.search = String(new URLSearchParams(query))
    const signer = await config.signer({
      name: 'sigv4',
      signingName: 's3',
      signingRegion: await config.region(),
      properties: {},
    })
    const { headers } = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query,
      headers: { ...asked.headers, host: url.host },
      body,
    })
    const response = await fetch(url, { method, headers, ...(body && { body }), signal: deadline() ?? null })
    const received = await response.bytes()
    if (response.ok) return received
    throw new Refused(response.status, new TextDecoder().decode(received))
  }

  /** @throws {StoreUnavailable} even for a missing file, which the next load or import writes */
  async function request(method: Method, asked: Asked): Promise<Uint8Array> {
    for (let tried = 0; ; tried++)
      try {
        return await attempt(method, asked)
      } catch (cause) {
        const pause = PAUSES[tried]
        const isFinal = deadline()?.aborted || (cause instanceof Refused && !isTransient(cause.status))
        if (pause === undefined || isFinal)
          throw new StoreUnavailable(`${method} ${asked.name ?? 'the list'} in bucket ${bucket} failed`, { cause })
        await setTimeout(pause)
      }
  }

  return {
    read: name => request('GET', { name }),
    async write(name, body, headers = {}) {
      await request('PUT', { name, body, headers })
    },
    async remove(name) {
      await request('DELETE', { name })
    },
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
    async list() {
      const names: string[] = []
      for (let isWhole = false; !isWhole; ) {
        const after = names.at(-1)
        const query = { 'list-type': '2', ...(after !== undefined && { 'start-after': after }) }
        const page = new TextDecoder().decode(await request('GET', { query }))
        names.push(...[...page.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, name]) => name!))
        isWhole = !page.includes('<IsTruncated>true</IsTruncated>')
      }
      return names
    },
  }
}
