/** A digest of a data folder, which shows whether a load would change anything. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../domain/canonical-json.ts'
import type { Contents } from '../domain/event.ts'

/** SHA-256 in hexadecimal of the canonical JSON. Hashes one event at a time, because a long timeline exceeds the maximum string length. */
export function contentsDigest({ events, ...rest }: Contents): string {
  const hash = createHash('sha256').update(canonicalJson(rest))
  for (const event of events) hash.update(`\n${canonicalJson(event)}`)
  return hash.digest('hex')
}
