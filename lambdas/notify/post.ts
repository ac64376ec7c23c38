/** Sends a POST to an address of the owner's choice, and repeats it while the receiver is down. */
export interface Message {
  headers: Record<string, string>
  body: string
}

/** Milliseconds before each attempt. The next run of the job tries a receiver that is down for longer. */
const PAUSES = [0, 1_000, 5_000, 20_000]
const TIMEOUT_MILLISECONDS = 5_000

export type Wait = (milliseconds: number) => Promise<unknown>

export type Post = (address: string, message: Message) => Promise<void>

/** Other client errors would be repeated (RFC 9110 §15.5): the address or the message is wrong. */
const isTransient = (status: number): boolean => status >= 500 || status === 408 || status === 425 || status === 429

/**
 * @param signal ends all attempts
 * @throws {Error} naming the host alone, since the rest of an address may be a secret
 */
export const postWithRetries =
  (wait: Wait, signal?: AbortSignal): Post =>
  async (address, { headers, body }) => {
    let failure = ''
    for (const pause of PAUSES) {
      await wait(pause)
      try {
        const { status } = await fetch(address, {
          method: 'POST',
          headers,
          body,
          signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MILLISECONDS), ...(signal ? [signal] : [])]),
        })
        if (status < 300) return
        failure = `answered ${status}`
        if (!isTransient(status)) break
      } catch (error) {
        const { name, message, cause } = error as Error
        failure = name === 'TimeoutError' ? 'did not answer in time' : ((cause as Error)?.message ?? message)
      }
    }
    throw new Error(`${new URL(address).host} ${failure}`)
  }
