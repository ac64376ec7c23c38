/**
 * Removes the copies that CloudFront keeps, so that a correction reaches visitors at once. By plain HTTPS, because one call does not
 * justify another client.
 */
import { randomUUID } from 'node:crypto'

export interface EdgeCache {
  /** Removes all copies. A failure is logged and never thrown: the change stands, and copies expire within minutes anyway. */
  clear(): Promise<void>
}

export interface EdgeCacheLocation {
  distribution: string
  /** Replaces CloudFront's own address. */
  endpoint?: string | undefined
}

/** CloudFront has one endpoint for all regions: https://docs.aws.amazon.com/general/latest/gr/cf_region.html */
const ENDPOINT = 'https://cloudfront.amazonaws.com'
export const SIGNING_REGION = 'us-east-1'

const TIMEOUT_MILLISECONDS = 2_000

/**
 * A pattern counts as one of the 1,000 paths that are free each month:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PayingForInvalidation.html
 */
const EVERYTHING = '/*'

/** Signs requests to CloudFront with Signature Version 4. */
export interface EdgeSigner {
  sign(request: {
    method: string
    protocol: string
    hostname: string
    path: string
    headers: Record<string, string>
    body: string
  }): Promise<{ headers: Record<string, string> }>
}

export function edgeCache(
  { distribution, endpoint = ENDPOINT }: EdgeCacheLocation,
  signer: () => Promise<EdgeSigner>,
): EdgeCache {
  const url = new URL(`${endpoint}/2020-05-31/distribution/${distribution}/invalidation`)

  async function invalidate(): Promise<void> {
    const body = `<InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Paths><Quantity>1</Quantity><Items><Path>${EVERYTHING}</Path></Items></Paths><CallerReference>${randomUUID()}</CallerReference></InvalidationBatch>`
    const { headers } = await (await signer()).sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      headers: { host: url.host, 'content-type': 'text/xml' },
      body,
    })
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    })
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  }

  return {
    async clear() {
      try {
        await invalidate()
      } catch (error) {
        console.error(`CloudFront keeps its copies for some minutes, because they could not be removed: ${error}`)
      }
    },
  }
}

/** Clears at most once in so many milliseconds: a script that writes a thousand events costs no more than a few paths. */
export function atMostEvery(milliseconds: number, cache: EdgeCache, now: () => number): EdgeCache {
  let latest = Number.NEGATIVE_INFINITY
  return {
    async clear() {
      if (now() - latest < milliseconds) return
      latest = now()
      await cache.clear()
    },
  }
}
