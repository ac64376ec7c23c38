/**
 * Files of search indexes in an S3 bucket, by plain HTTPS and the signer that the SDK's DynamoDB client has: bundled, `@aws-sdk/client-s3`
 * has 446 kB, more than all else that a function has. Nothing here imports the SDK: what is loaded on demand shares no module with the
 * rest of a bundle without keeping esbuild from dropping what is unused in it.
 */
import { setTimeout } from 'node:timers/promises'
import type { DynamoDBClientConfig, DynamoDBClientResolvedConfig } from '@aws-sdk/client-dynamodb'
import { deadline } from '../deadline.ts'
import { StoreUnavailable } from '../event-store.ts'
import type { SearchFileName, SearchFiles } from '../search-files.ts'

type Method = 'GET' | 'PUT' | 'DELETE'

/** Pauses before further attempts, in milliseconds. */
const PAUSES = [100, 400]

/** An answer that is no success. */
class Refused extends Error {
  readonly status: number
  constructor(status: number, text: string) {
    super(`${status} ${text}`)
    this.status = status
  }
}

const isTransient = (status: number): boolean => status === 429 || status >= 500

/** A bucket, and how to reach it. The SDK reads from the environment what is left out. */
export interface BucketPlace {
  bucket: string
  access: Pick<DynamoDBClientConfig, 'region' | 'credentials' | 'profile' | 'logger'> & { endpoint?: string }
}

export interface BucketFiles extends SearchFiles {
  remove(name: SearchFileName): Promise<void>
}

/** @param config of a client of the SDK made with the `access` of the place, and of no other use */
export function bucketFiles(
  { bucket, access: { endpoint } }: BucketPlace,
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

  /** @throws {StoreUnavailable} also for a missing file: it is there after the next load or import */
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
