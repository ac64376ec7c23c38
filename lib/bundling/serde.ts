/**
 * Stands in for `@smithy/core/serde` in the bundles: what the DynamoDB client's parts take of it, from Node itself. The rest stays for whoever
 * takes more; loading it sets up Web Crypto, for UUIDs, and tables of digits.
 */
import { randomUUID } from 'node:crypto'

// By its path, since under its name it is this module.
// @ts-expect-error: the types are elsewhere, and nothing here asks for them
export * from '../../node_modules/@smithy/core/dist-es/submodules/serde/index.js'

export const v4 = (): string => randomUUID()
export const hasOwn = Object.hasOwn
/** Of an HTTP date; an invalid `Date` for another text. */
export const parseRfc7231DateTime = (text: string): Date => new Date(text)
