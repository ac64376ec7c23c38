/** A crowd that comes to a host which has just started: everybody is answered. */
import { expect, test } from '@jest/globals'
import { startHost } from '../../lib/local/host.ts'
import { send } from '../support/http-client.ts'
import { DATA_FOLDER } from '../support/local-host.ts'

const CONNECTIONS = 2_000
const REQUESTS_EACH = 2

test('4,000 requests by 2,000 connections are all answered', async () => {
  const host = await startHost({
    port: 0,
    today: '2026-07-14',
    dataFolder: DATA_FOLDER,
    env: { PATH: process.env.PATH },
    report: () => {},
  })
  const statuses: number[] = []
  const visitor = async () => {
    for (let request = 0; request < REQUESTS_EACH; request++) statuses.push((await send(host.url, '/v1/events')).status)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, visitor))
  await host.stop()
  expect(statuses).toHaveLength(4_000)
  expect(new Set(statuses)).toEqual(new Set([200]))
}, 120_000)
