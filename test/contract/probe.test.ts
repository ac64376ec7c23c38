import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startTestHost, type TestHost } from '../support/local-host.ts'
let host: TestHost
beforeAll(async () => { host = await startTestHost() })
afterAll(() => host.stop())
test('x', async () => {
  host.tap.reset()
  const a = await host.get('/v1/timeline')
  expect(a.status).toBe(200)
  console.log(host.told, host.tap.calls.map(c => c.access), a.headers)
})
