/**
 * Search index files in an S3 bucket, by plain HTTPS and the signer of the DynamoDB client: `@aws-sdk/client-s3` would add 446 kB to a
 * bundle. Imports no SDK module, because esbuild does not tree-shake modules that a dynamic import shares with the rest.
 */
import { setTimeout } from 'node:timers/promises'
import type { DynamoDBClientConfig, DynamoDBClientResolvedConfig } from '@aws-sdk/client-dynamodb'
import { deadline } from '../deadline.ts'
import { StoreUnavailable } from '../event-store.ts'
import type { SearchFileName, SearchFiles } from '../search-files.ts'

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
export interface BucketPlace {
  bucket: string
  clientOptions: Pick<DynamoDBClientConfig, 'region' | 'credentials' | 'profile' | 'logger'> & { endpoint?: string }
}

export interface BucketFiles extends SearchFiles {
  remove(name: SearchFileName): Promise<void>
}

/** @param config of an SDK client with these options; only its region and signer are used */
export function bucketFiles(
  { bucket, clientOptions: { endpoint } }: BucketPlace,
  config: Pick<DynamoDBClientResolvedConfig, 'region' | 'signer'>,
): BucketFiles {
  const address = async (): Promise<string> =>
    endpoint === undefined ? `https://${bucket}.s3.${await config.region()}.amazonaws.com` : `${endpoint}/${bucket}`

  async function attempt(method: Method, name: SearchFileName, body?: Uint8Array): Promise<Uint8Array> {
    const url = new URL(`${await address()}/${name}`)
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
      headers: { host: url.host },
      body,
    })
    const response = await fetch(url, { method, headers, ...(body && { body }), signal: deadline() ?? null })
    const received = await response.bytes()
    if (response.ok) return received
    throw new Refused(response.status, new TextDecoder().decode(received))
  }

  /** @throws {StoreUnavailable} even for a missing file, which the next load or import writes */
  async function request(method: Method, name: SearchFileName, body?: Uint8Array): Promise<Uint8Array> {
    for (let tried = 0; ; tried++)
      try {
        return await attempt(method, name, body)
      } catch (cause) {
        const pause = PAUSES[tried]
        const isFinal = deadline()?.aborted || (cause instanceof Refused && !isTransient(cause.status))
        if (pause === undefined || isFinal)
          throw new StoreUnavailable(`${method} ${name} in bucket ${bucket} failed`, { cause })
        await setTimeout(pause)
      }
  }

  return {
    read: name => request('GET', name),
    async write(name, bytes) {
      await request('PUT', name, bytes)
    },
    async remove(name) {
      await request('DELETE', name)
    },
  }
}
