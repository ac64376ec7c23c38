/** Views in pages elsewhere: what is shown in their frames, and how programs find out about it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseHtml } from '../support/html-tree.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { DISPUTED_EVENT } from '../support/page-addresses.ts'
import { elementsOf, parseXml, textOf, textsOf } from '../support/xml-tree.ts'

let host: TestHost
beforeAll(async () => {
  host = await startTestHost()
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

const pageAt = async (address: string) => parseHtml((await host.get(address)).text)

describe.each([
  ['/timeline?from=2004&to=2010&category=law', '/embed/timeline?from=2004&to=2010&category=law&lang=en', 'en'],
  [`/ko/events/${DISPUTED_EVENT}`, `/embed/events/${DISPUTED_EVENT}?lang=ko`, 'ko'],
  ['/ko/statistics/arrivals', '/embed/series/arrivals?lang=ko', 'ko'],
])('%s', (address, embed, language) => {
  test('leads programs to the frame that embeds it', async () => {
    const link = elementsOf(await pageAt(address), 'link').find(
      ({ attributes }) => attributes.type === 'application/json+oembed',
    )
    const found = await host.get(link!.attributes.href!.slice(host.url.length))
    expect(found.json()).toMatchObject({ version: '1.0', type: 'rich', width: 1200 })
    const [frame] = elementsOf(parseHtml(found.json().html), 'iframe')
    expect(frame!.attributes).toMatchObject({ src: `${host.url}${embed}`, width: '1200' })
  })

  test('offers people the same frame', async () => {
    const { html } = (await host.get(`/oembed?url={host}${encodeURIComponent(address)}`)).json()
    expect(textsOf(await pageAt(address), 'code')).toContain(html)
  })

  test('can be embedded by any origin, with a link to itself and without cookies', async () => {
    const { status, headers, text } = await host.get(embed)
    expect([status, headers['content-language']]).toEqual([200, language])
    expect(headers['content-security-policy']).toMatch(/frame-ancestors \*$/)
    expect(headers).not.toHaveProperty('x-frame-options')
    expect(headers).not.toHaveProperty('set-cookie')
    const links = elementsOf(elementsOf(parseHtml(text), 'footer')[0]!, 'a')
    expect(links[0]!.attributes.href).toBe(`${host.url}${address}`)
  })
})

test('a frame is no larger than the page that embeds it allows', async () => {
  const found = (await host.get('/oembed?url={host}/timeline&maxwidth=400&maxheight=300&format=json')).json()
  expect([found.width, found.height]).toEqual([400, 300])
})

test('a frame as XML says the same', async () => {
  const target = '/oembed?url={host}/events/hanawon-opens'
  const { text, headers } = await host.get(`${target}&format=xml`, { headers: { accept: 'text/xml' } })
  expect(headers['content-type']).toBe('text/xml; charset=utf-8')
  const embed: Record<string, unknown> = (await host.get(target)).json()
  const document = parseXml(text)
  for (const [name, value] of Object.entries(embed)) expect(textOf(document, name)).toBe(String(value))
  expect(document.children).toHaveLength(Object.keys(embed).length)
})

test.each([
  ['?url=nothing', 400],
  ['?url=https%3A%2F%2Felsewhere.example%2Ftimeline', 404],
  ['?url={host}/about', 404],
  ['?url={host}/events/no-such-event', 404],
  ['?url={host}/statistics/no-such-series', 404],
  ['?url={host}/xx/timeline', 404],
  ['?url={host}/timeline&format=yaml', 400],
])('/oembed%s is a problem with status %i', async (query, status) => {
  const answer = await host.get(`/oembed${query}`)
  expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8'])
})
