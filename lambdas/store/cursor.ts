/** Pagination cursors: an opaque, versioned token for a position, valid for one query only. Pure. */
import { createHash } from 'node:crypto'
import type { Position } from './event-store.ts'

const VERSION = 1
const DIGEST_BYTES = 8

/** The cursor is corrupt or belongs to another query. */
export class InvalidCursor extends Error {}

/** Binds the position to the query. Guards against mistakes, not forgery: a forged position reads nothing outside the query. */
const digest = (position: Position, query: string): Buffer =>
  createHash('sha256').update(`${VERSION}\n${query}\n${position}`).digest().subarray(0, DIGEST_BYTES)

/** @param query canonical text of everything that decides which items are listed and in which order */
export const encodeCursor = (position: Position, query: string): string =>
  Buffer.concat([Buffer.from([VERSION]), digest(position, query), Buffer.from(position)]).toString('base64url')

/** @throws {InvalidCursor} */
export function decodeCursor(cursor: string, query: string): Position {
  const position = Buffer.from(cursor, 'base64url')
    .subarray(1 + DIGEST_BYTES)
    .toString()
  // Comparing with the re-encoded cursor detects every changed character, even in the unused last bits that base64 decoding ignores.
  if (encodeCursor(position, query) !== cursor)
    throw new InvalidCursor('The cursor is corrupt or belongs to another query')
  return position
}
