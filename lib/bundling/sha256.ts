/** What the SDK's signature digests with, in the bundles: that of Node alone, without the one in JavaScript that the SDK has for hosts that lack it. */
import { type BinaryLike, createHash, createHmac } from 'node:crypto'

/** What the SDK may ask to be digested. */
type SourceData = string | ArrayBuffer | ArrayBufferView

export class Sha256 {
  readonly #hash

  /** @param secret makes it an HMAC (RFC 2104) */
  constructor(secret?: SourceData) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as BinaryLike)
  }

  update(data: SourceData): void {
    this.#hash.update(data as BinaryLike)
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
}
