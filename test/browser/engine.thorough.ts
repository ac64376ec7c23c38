/** A page in a real browser cannot reach an engine: it cannot connect to it, and the endpoint for other commands refuses it. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { PORTS_BLOCKED_BY_BROWSERS } from '../../lib/local/engine-address.ts'
import { startEngineProxy } from '../../lib/local/engine-proxy.ts'
import { HAS_BROWSER, startBrowser } from '../support/browser.ts'

/** Of these tests alone, so that no engine has its ports. */
const HOST = '127.254.1.1'

const inBrowser = HAS_BROWSER ? describe : describe.skip

inBrowser('a page', () => {
  /** Requests that arrived, preflights included. */
  const arrived: string[] = []
  const servers: Server[] = []
  let browser: Browser
  let page: Page
  /** Answers whatever is asked, as openly as dynoxide does. */
  async function listen(port: number, host = HOST): Promise<number> {
    const server = createServer((request, response) => {
      arrived.push(`${port} ${request.method}`)
      response.writeHead(200, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }).end()
    }).listen(port, host)
    servers.push(server)
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  beforeAll(async () => {
    browser = await startBrowser()
    page = await browser.newPage()
    await page.goto(`http://localhost:${await listen(0, '127.0.0.1')}/`)
    for (const port of PORTS_BLOCKED_BY_BROWSERS) await listen(port)
  })
  afterAll(async () => {
    await browser.close()
    for (const server of servers) server.close()
  })

  const post = (url: string): Promise<string> =>
    page.evaluate(`fetch(${JSON.stringify(url)}, {
      method: 'POST', body: '{}', headers: { 'x-amz-target': 'DynamoDB_20120810.UpdateItem' },
    }).then(({ status }) => String(status), String)`)

  test('reaches a server on any other port that is as open as the engine', async () => {
    const port = await listen(0)
    arrived.length = 0
    expect(await post(`http://${HOST}:${port}/`)).toBe('200')
    expect(arrived).toEqual(['0 OPTIONS', '0 POST'])
  })

  test('connects to none of the ports on which engines listen', async () => {
    arrived.length = 0
    for (const port of PORTS_BLOCKED_BY_BROWSERS)
      expect([port, await post(`http://${HOST}:${port}/`)]).toEqual([port, 'TypeError: Failed to fetch'])
    expect(arrived).toEqual([])
  })

  test('is refused by the endpoint for other commands, even if it knows the secret', async () => {
    const proxy = await startEngineProxy(`http://${HOST}:${PORTS_BLOCKED_BY_BROWSERS[0]}`)
    arrived.length = 0
    expect(await post(proxy.endpoint)).toBe('TypeError: Failed to fetch')
    expect(arrived).toEqual([])
    await proxy.stop()
  })
})
