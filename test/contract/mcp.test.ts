/** Agents over the Model Context Protocol, as the SDK's own client sees them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { TextContent } from '@modelcontextprotocol/sdk/types.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { TOOLS } from '../../lambdas/endpoints/mcp/tools.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'

const EVENT = 'first-defectors-day-2024'

let host: TestHost
let client: Client
beforeAll(async () => {
  host = await startTestHost()
  client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${host.url}/mcp`)))
}, STARTING_MILLISECONDS)
afterAll(async () => {
  await client.close()
  await host.stop()
})

async function call(name: string, args: Record<string, unknown> = {}) {
  const { content, isError } = await client.callTool({ name, arguments: args })
  const [{ text }, ...others] = content as [TextContent, ...TextContent[]]
  expect(others).toEqual([])
  return { isError, body: JSON.parse(text) }
}

/** A call of each tool, and the read of the API that it must agree with. */
const CALLS: Record<keyof typeof TOOLS, [args: Record<string, unknown>, target: string]> = {
  describe_timeline: [{ lang: 'ko' }, '/v1/timeline?lang=ko'],
  list_filter_values: [{ dimension: 'tag', from: '2004' }, '/v1/facets/tag?from=2004'],
  search_events: [
    { q: '하나원', status: ['claimed', 'reported'], limit: 3 },
    '/v1/events?q=하나원&status=claimed&status=reported&limit=3',
  ],
  list_events: [{ from: '2004', to: '2005', order: 'desc' }, '/v1/events?from=2004&to=2005&order=desc'],
  get_event: [{ id: EVENT }, `/v1/events/${EVENT}`],
  events_on_this_day: [{}, '/v1/on-this-day'],
  events_on_day: [{ monthDay: '07-14' }, '/v1/on-this-day/07-14'],
  upcoming_anniversaries: [{ days: 60 }, '/v1/anniversaries?days=60'],
  recent_highlights: [{}, '/v1/highlights'],
  list_series: [{}, '/v1/series'],
  get_series: [{ id: 'arrivals' }, '/v1/series/arrivals'],
}

describe('an agent', () => {
  test('learns what the service is, and how to pass on claims', () => {
    expect(client.getServerVersion()).toMatchObject({ name: 'annals' })
    expect(client.getInstructions()).toContain('attribution')
  })

  test('gets every tool with a description and a valid schema, marked as read-only', async () => {
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(Object.keys(CALLS))
    const ajv = new Ajv2020({ formats: { date: true } })
    for (const { name, description, inputSchema, annotations } of tools) {
      expect(description).toMatch(/\.$/)
      expect(annotations).toMatchObject({ readOnlyHint: true })
      const validate = ajv.compile(inputSchema)
      expect([name, validate(CALLS[name as keyof typeof TOOLS][0]), validate({ unknown: 1 })]).toEqual([
        name,
        true,
        false,
      ])
    }
  })

  test.each(Object.entries(CALLS))('that calls %s gets the answer of the API', async (name, [args, target]) => {
    const { isError, body } = await call(name, args)
    expect(isError).toBe(false)
    expect(body).toEqual((await host.get(encodeURI(target))).json())
  })

  test('gets the status, attribution and sources of a claim', async () => {
    const { body } = await call('list_events', { status: ['claimed'], limit: 5 })
    for (const event of body.data)
      expect(event).toMatchObject({ status: 'claimed', attribution: expect.any(String), sources: expect.any(Array) })
    expect(body.data.length).toBeGreaterThan(2)
  })

  test.each([
    ['get_event', { id: 'no-such-event' }, 404],
    ['list_events', { tag: 'no-such-tag' }, 400],
    ['list_events', { colour: 'red' }, 400],
    ['list_events', { limit: 101 }, 400],
    ['get_event', {}, 400],
    ['get_event', { id: '../../openapi.json' }, 400],
  ])('that calls %s with %j learns the mistake', async (name, args, status) => {
    const { isError, body } = await call(name, args)
    expect([isError, body.status]).toEqual([true, status])
    expect(body.detail).toMatch(/\S/)
  })

  test('that calls an unknown tool learns the known ones', async () => {
    await expect(client.callTool({ name: 'write_event' })).rejects.toThrow(/search_events/)
  })
})

describe('POST /mcp', () => {
  test('needs no session, and answers with JSON that must not be stored', async () => {
    const { status, headers, json } = await host.get('/mcp', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    })
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, 'application/json', 'no-store'])
    expect(json().result.tools).toHaveLength(Object.keys(TOOLS).length)
  })

  test.each(['', '{', '{"jsonrpc":"2.0"}'])('of %j is a 400', async body => {
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
    expect((await host.get('/mcp', { method: 'POST', headers, body })).status).toBe(400)
  })

  test.each(['GET', 'DELETE', 'PUT'])('answers %s with 405', async method => {
    const { status, headers } = await host.get('/mcp', { method })
    expect([status, headers.allow]).toEqual([405, 'POST, OPTIONS'])
  })
})
