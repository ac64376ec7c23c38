/** Content codings (RFC 9110 §8.4): responses leave compressed, since not every host in front compresses. */
import Negotiator from 'negotiator'

export type Coding = 'br' | 'gzip' | 'identity'

/** Best first, for clients that have no preference. */
const CODINGS: Coding[] = ['br', 'gzip', 'identity']

/** Shorter bodies fit into a packet or two anyway. */
const MIN_BYTES = 1024

/** Above 5, brotli takes several times as long and saves a few bytes; the default of 11 is for files that are compressed once. */
const BROTLI_QUALITY = 5

/** The types of negotiator lack the option `preferred`, which it has since 1.0. */
type Preferring = { encoding(available: string[], options: { preferred: string[] }): string | undefined }

/** The coding that suits a client best. Without `Accept-Encoding` any is allowed, but clients expect none. */
export function preferredCoding(headers: Record<string, string | undefined>): Coding {
  if (headers['accept-encoding'] === undefined) return 'identity'
  const negotiator: Preferring = new Negotiator({ headers })
  return (negotiator.encoding(CODINGS, { preferred: CODINGS }) as Coding | undefined) ?? 'identity'
}

/** The compressed body in base64, as API Gateway takes bytes. Undefined if it is not worth compressing. */
export function compressed(body: string, coding: Coding): string | undefined {
  if (coding === 'identity' || Buffer.byteLength(body) < MIN_BYTES) return undefined
  // Loaded when needed: a 304 or a short response does without.
  const { brotliCompressSync, constants, gzipSync } = process.getBuiltinModule('node:zlib')
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY }
  return (coding === 'br' ? brotliCompressSync(body, { params }) : gzipSync(body)).toString('base64')
}
