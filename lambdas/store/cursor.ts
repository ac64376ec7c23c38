/** Cursors: a position in a query as an opaque, versioned text that fits that query alone. A pure function of both. */
import { createHash } from 'node:crypto'
import type { Position } from './event-store.ts'

const VERSION = 1
const DIGEST_BYTES = 8

/** A cursor that was changed on the way, or belongs to another query. */
export class InvalidCursor extends Error {}

/**
 * Binds the position to the query. It guards against mistakes, not against forgery: a position is public, and a made-up one
 * reads nothing that the query would not.
 */
const digest = (position: Position, query: string): Buffer =>
  createHash('sha256').update(`${VERSION}\n${query}\n${position}`).digest().subarray(0, DIGEST_BYTES)

/** @param query canonical text of everything that decides which things come, in which order */
export const encodeCursor = (position: Position, query: string): string =>
  Buffer.concat([Buffer.from([VERSION]), digest(position, query), Buffer.from(position)]).toString('base64url')

/** @throws {InvalidCursor} */
export function decodeCursor(cursor: string, query: string): Position {
  const position = Buffer.from(cursor, 'base64url')
    .subarray(1 + DIGEST_BYTES)
    .toString()
  // Encoding again catches every bent character, also the unused last bits of base64, which decoding ignores.
  if (encodeCursor(position, query) !== cursor)
    throw new InvalidCursor('The cursor was changed on the way or belongs to another query')
  return position
}
