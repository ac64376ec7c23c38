/** Where an engine listens, so that no web page can speak to it. */
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { OperatorError } from '../operator-error.ts'

/**
 * Ports to which browsers never connect, whatever a page asks for (https://fetch.spec.whatwg.org/#port-blocking). An engine allows every
 * page in its preflight and takes any credentials, and it has no option against that: on another port, a page that found it could rewrite
 * the store. Of the standard's list, ports below 1024 need privileges, and Chromium 153 does not block 4190 and 6679.
 */
export const PORTS_BLOCKED_BY_BROWSERS = [
  1719, 1720, 1723, 2049, 3659, 4045, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 10080,
] as const

export interface Address {
  host: string
  port: number
}

/**
 * An address that was free a moment ago.
 *
 * On Linux and Windows all of 127.0.0.0/8 is the loopback interface: a random host of it keeps engines apart, and other programs guessing.
 * macOS has 127.0.0.1 alone, and so at most as many engines as there are ports.
 * @throws {OperatorError} if all are taken
 */
export async function engineAddress(hosts = [randomLoopbackHost(), '127.0.0.1']): Promise<Address> {
  const ports = shuffled(PORTS_BLOCKED_BY_BROWSERS)
  for (const host of hosts) for (const port of ports) if (await isFree({ host, port })) return { host, port }
  throw new OperatorError(
    `All ports that are closed to web pages are in use (${PORTS_BLOCKED_BY_BROWSERS.join(', ')}): stop the program that uses one of them`,
  )
}

/** Neither in 127.0.0.0/24, where other programs listen, nor a first or last address. */
const randomLoopbackHost = (): string => `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`

/** Any port will do; which one comes first only must differ between engines that start at the same time. */
function shuffled(ports: readonly number[]): number[] {
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
