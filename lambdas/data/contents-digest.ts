/** A digest of all that a data folder says, by which loading can tell whether anything changed. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../domain/canonical-json.ts'
import type { Contents } from '../domain/event.ts'

/** SHA-256 in hexadecimal of the contents as canonical JSON, one event a line: a long timeline exceeds the longest string there can be. */
export function contentsDigest({ events, ...rest }: Contents): string {
  const hash = createHash('sha256').update(canonicalJson(rest))
  for (const event of events) hash.update(`\n${canonicalJson(event)}`)
  return hash.digest('hex')
}
