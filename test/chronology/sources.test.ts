/** `docs/sources.md`: each statement of the five source documents leads to an event that is there, with the status that it has. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { describeChronology } from './chronology.ts'

const text = await readFile(join(import.meta.dirname, '../../docs/sources.md'), 'utf8')
const rows = [...text.matchAll(/^\| (?<statement>[^|]+) \| `(?<id>[^`]+)` \| (?<status>\S+) \|/gm)].map(
  ({ groups }) => groups!,
)

describeChronology(({ events }) => {
  const statuses = new Map<string, string>(events.map(({ event }) => [event.id, event.status]))

  test('five documents are listed, each with its address and its statements', () => {
    const documents = text.split(/^## /m).slice(1)
    expect(documents).toHaveLength(5)
    for (const document of documents) {
      expect(document).toMatch(/<https?:\/\/\S+>/)
      expect(document.match(/^\| [^|]+ \| `/gm)!.length).toBeGreaterThan(6)
    }
  })

  test('every statement names an event that exists, with its status', () => {
    expect(rows.length).toBeGreaterThan(40)
    expect(
      rows.filter(({ id, status }) => statuses.get(id!) !== status).map(({ id, status }) => ({ id, status })),
    ).toEqual([])
  })

  test('the documents are sources of the events', () => {
    const addresses = [...text.matchAll(/<(https?:\/\/\S+)>/g)].map(([, address]) => address!)
    const cited = new Set(events.flatMap(({ event }) => event.sources.map(({ url }) => url)))
    expect(addresses).toHaveLength(5)
    expect(addresses.filter(address => !cited.has(address))).toEqual([])
  })
})
