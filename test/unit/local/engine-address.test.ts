/** An engine listens where no browser connects, and engines do not get in each other's way. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from '@jest/globals'
import { engineAddress, PORTS_BLOCKED_BY_BROWSERS } from '../../../lib/local/engine-address.ts'

/** Node's own fetch blocks ports by the same standard as browsers. */
const failureOf = (port: number) =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => undefined,
    error => error.cause?.message,
  )

test('every port is one that the Fetch standard blocks', async () => {
  for (const port of PORTS_BLOCKED_BY_BROWSERS) expect([port, await failureOf(port)]).toEqual([port, 'bad port'])
  expect(await failureOf(1)).toBe('bad port')
  expect(await failureOf(65_535)).not.toBe('bad port')
})

test('an address is on the loopback interface, and hard to guess where all of 127.0.0.0/8 is', async () => {
  const addresses = await Promise.all(Array.from({ length: 20 }, () => engineAddress()))
  for (const { host, port } of addresses) {
    expect(host).toMatch(/^127(\.\d+){3}$/)
    expect(PORTS_BLOCKED_BY_BROWSERS).toContain(port)
  }
  if (process.platform === 'linux') expect(new Set(addresses.map(({ host }) => host)).size).toBe(20)
})

/** A host that this machine does not have, like all of 127.0.0.0/8 but 127.0.0.1 on macOS. */
const FOREIGN_HOST = '192.0.2.1'

test('127.0.0.1 is used where there is no other loopback address, and a port in use is passed over', async () => {
  const { host, port } = await engineAddress([FOREIGN_HOST, '127.0.0.1'])
  expect(host).toBe('127.0.0.1')
  const other = createServer().listen(port, host)
  await once(other, 'listening')
  const ports = await Promise.all(Array.from({ length: 5 }, async () => (await engineAddress(['127.0.0.1'])).port))
  expect(ports).not.toContain(port)
  other.close()
})

test('all ports in use is an error that names them', async () => {
  await expect(engineAddress([FOREIGN_HOST])).rejects.toThrow(
    /^All ports that web pages cannot reach are in use \(1719, .*, 10080\): stop a program that uses one of them$/,
  )
})
