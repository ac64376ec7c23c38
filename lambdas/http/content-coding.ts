/** Content codings (RFC 9110 §8.4): answers leave compressed, since not every host in front does it. */
import Negotiator from 'negotiator'

export type Coding = 'br' | 'gzip' | 'identity'

/** The best first, where a client likes several the same. */
const CODINGS: Coding[] = ['br', 'gzip', 'identity']

/** Shorter bodies fit into a packet or two as they are. */
const LEAST_BYTES = 1024

/** Beyond 5, brotli takes several times as long for a few bytes less; the default, 11, is for files that are compressed once. */
const BROTLI_QUALITY = 5

/** The types of negotiator do not know of the order of preference that it takes since 1.0. */
type Preferring = { encoding(available: string[], options: { preferred: string[] }): string | undefined }

/** What a client with these headers takes. Without Accept-Encoding that is anything, but plain is what it expects. */
export function preferredCoding(headers: Record<string, string | undefined>): Coding {
  if (headers['accept-encoding'] === undefined) return 'identity'
  const negotiator: Preferring = new Negotiator({ headers })
  return (negotiator.encoding(CODINGS, { preferred: CODINGS }) as Coding | undefined) ?? 'identity'
}

/** The body in base64, as API Gateway takes bytes; nothing where it is better sent as it is. */
export function compressed(body: string, coding: Coding): string | undefined {
  if (coding === 'identity' || Buffer.byteLength(body) < LEAST_BYTES) return undefined
  // Not before it is needed: a 304 and a short answer do without.
  const { brotliCompressSync, constants, gzipSync } = process.getBuiltinModule('node:zlib')
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY }
  return (coding === 'br' ? brotliCompressSync(body, { params }) : gzipSync(body)).toString('base64')
}
