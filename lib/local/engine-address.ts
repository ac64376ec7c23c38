/** Chooses an address for an engine that web pages cannot connect to. */
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { OperatorError } from '../operator-error.ts'

/**
 * Ports that browsers refuse to connect to (https://fetch.spec.whatwg.org/#port-blocking). An engine accepts any origin and any
 * credentials, so on any other port a web page could rewrite the store. Left out: ports below 1024, which need privileges, and 4190 and
 * 6679, which Chromium 153 does not block.
 */
export const PORTS_BLOCKED_BY_BROWSERS = [
  1719, 1720, 1723, 2049, 3659, 4045, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 10080,
] as const

export interface Address {
  host: string
  port: number
}

/**
 * Finds a free address, which another process may still take before the engine does. On Linux and Windows all of 127.0.0.0/8 is loopback: a
 * random host avoids collisions and is hard to guess. macOS has 127.0.0.1 only, so it runs one engine per port.
 * @throws {OperatorError} if every address is in use
 */
export async function engineAddress(hosts = [randomLoopbackHost(), '127.0.0.1']): Promise<Address> {
  const ports = rotated(PORTS_BLOCKED_BY_BROWSERS)
  for (const host of hosts) for (const port of ports) if (await isFree({ host, port })) return { host, port }
  throw new OperatorError(
    `All ports that web pages cannot reach are in use (${PORTS_BLOCKED_BY_BROWSERS.join(', ')}): stop a program that uses one of them`,
  )
}

/** Avoids 127.0.0.0/24, where other programs listen, and the first and last address of a subnet. */
const randomLoopbackHost = (): string => `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`

/** The same ports from a random start, so that engines that start at the same time try different ports first. */
function rotated(ports: readonly number[]): number[] {
  const start = randomInt(ports.length)
  return [...ports.slice(start), ...ports.slice(0, start)]
}

async function isFree({ host, port }: Address): Promise<boolean> {
  const server = createServer().listen(port, host)
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
