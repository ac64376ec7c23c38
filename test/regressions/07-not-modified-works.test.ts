/**
 * Complaint: validators were sent and then ignored, so that readers fetched the whole feed every time; or changed with every answer.
 * https://github.com/DIYgod/RSSHub/issues/5721 · https://github.com/Ranchero-Software/NetNewsWire/issues/4345
 * https://github.com/xurble/recast/issues/75 · https://github.com/FreshRSS/FreshRSS/issues/6056
 * https://github.com/Liturgical-Calendar/LiturgicalCalendarAPI/issues/102
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { FEED_ADDRESSES } from '../../lambdas/endpoints/feeds/addresses.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'

let host: TestHost
beforeAll(async () => {
  host = await startTestHost()
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

/** As readers send it, compressed or not. */
const CODINGS = [{}, { 'accept-encoding': 'gzip, deflate, br' }, { 'accept-encoding': 'gzip' }] as Record<
  string,
  string
>[]

test.each(FEED_ADDRESSES)('$path is not sent twice to a reader that has it', async ({ path }) => {
  const target = `${path}?minSignificance=5`
  for (const coding of CODINGS) {
    const { etag, 'last-modified': modified } = (await host.get(target, { headers: coding })).headers
    for (const condition of [
      { 'if-none-match': etag! },
      { 'if-modified-since': modified! },
      { 'if-none-match': etag!, 'if-modified-since': modified! },
    ] as Record<string, string>[]) {
      const answer = await host.get(target, { headers: { ...coding, ...condition } })
      expect([answer.status, answer.bytes.length]).toEqual([304, 0])
      expect(answer.headers).toMatchObject({ etag, 'last-modified': modified })
    }
  }
})
