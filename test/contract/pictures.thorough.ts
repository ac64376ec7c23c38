/** The card of every event, in both languages: no text is left out, and no character lacks its glyph. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { pngFiles } from '../../lib/png-files.ts'
import { ROOT, STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { elementsOf, parseXml } from '../support/xml-tree.ts'

jest.setTimeout(600_000)

let host: TestHost
let fonts: Uint8Array[]
beforeAll(async () => {
  const files = pngFiles(ROOT)
  fonts = await Promise.all(
    (await readdir(files.fonts)).map(async name => new Uint8Array(await readFile(join(files.fonts, name)))),
  )
  await initWasm(await readFile(files.renderer))
  host = await startTestHost()
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

const eventIds = async (): Promise<string[]> => {
  const ids: string[] = []
  for (let cursor = ''; ; ) {
    const { data, next } = (await host.get(`/v1/events?limit=100${cursor}`)).json()
    ids.push(...data.map(({ id }: { id: string }) => id))
    if (next === null) return ids
    cursor = `&cursor=${next}`
  }
}

/** Whether resvg draws the character: an oracle for the reading of the fonts' character maps. */
function isDrawn(character: string): boolean {
  const text = character.replace(/[&<]/, each => `&#${each.charCodeAt(0)};`)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><text y="50">${text}</text></svg>`
  const drawn = new Resvg(svg, { font: { fontBuffers: fonts, defaultFontFamily: 'Noto Serif KR' } })
  const box = drawn.getBBox()
  drawn.free()
  return (box?.width ?? 0) > 0
}

test('the card of every event is drawn with every text of its SVG', async () => {
  const ids = await eventIds()
  expect(ids.length).toBeGreaterThan(150)
  const characters = new Set<string>()
  for (const address of ids.flatMap(id => [`/cards/${id}`, `/ko/cards/${id}`])) {
    const { status, headers } = await host.get(`${address}.png`)
    expect([address, status, headers['content-type']]).toEqual([address, 200, 'image/png'])
    const texts = elementsOf(parseXml((await host.get(`${address}.svg`)).text), 'text')
    expect(texts.length).toBeGreaterThanOrEqual(3)
    for (const { text } of texts) for (const each of text) if (/\S/.test(each)) characters.add(each)
  }
  expect(characters.size).toBeGreaterThan(300)
  expect([...characters].filter(each => !isDrawn(each))).toEqual([])
  expect(isDrawn('漢')).toBe(false)
})
