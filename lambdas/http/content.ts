/** The content of a request: JSON of a bounded size. */

import type { AnyRequest } from './endpoint.ts'
import { Problem } from './problem.ts'

/** DynamoDB accepts items of 400 KB, and an event is stored with the names of its terms. */
const MAX_BYTES = 256 * 1024

/** The parsed body. @throws {Problem} 415 unless it is sent as JSON, 413 if it is too large, 400 if it is not JSON */
export function jsonContent({ headers, content }: AnyRequest): unknown {
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json')
    throw new Problem('unsupported-media-type', {
      detail: mediaType ? `The content is ${mediaType}` : 'The content has no Content-Type',
      allowed: ['application/json'],
    })
  if (content.length > MAX_BYTES)
    throw new Problem('content-too-large', {
      detail: `The content has ${content.length} bytes`,
      allowed: `at most ${MAX_BYTES}`,
    })
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
  } catch {
    throw new Problem('invalid-content', {
      detail: 'The content is not JSON in UTF-8',
      allowed: 'an event as JSON (RFC 8259)',
    })
  }
}
