/** From what is stored back to what was written: nothing is lost, in a fixed order, whatever order the store hands things back in. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import { check } from '../../../lambdas/data/check.ts'
import { readFiles } from '../../../lambdas/data/read-files.ts'
import { resolve } from '../../../lambdas/data/resolve.ts'
import { authoredEvent } from '../../../lambdas/domain/authored.ts'
import type { Contents } from '../../../lambdas/domain/event.ts'
import type { AuthoredEvent } from '../../../lambdas/domain/schema.ts'
import { DATA_FOLDER } from '../../support/data-folder.ts'

const LANGUAGES = ['en', 'ko']

let written: AuthoredEvent[]
let contents: Contents
beforeAll(async () => {
  const authored = check(await readFiles(DATA_FOLDER), Infinity)
  written = authored.events
  contents = resolve(authored)
})

/** The same with the keys of every object turned round. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, turned(each)]),
  )
}

describe('an event as it was written', () => {
  test('comes back from what is stored, but for the times that the store keeps', () => {
    const back = new Map(contents.events.map(({ event }) => [event.id, authoredEvent(event, LANGUAGES)]))
    expect(back.size).toBe(written.length)
    for (const { added: _, corrected: __, ...event } of written)
      expect(back.get(event.id)).toEqual({ tags: [], actors: [], places: [], figures: [], related: [], ...event })
  })

  test('has its fields and languages in the same order, whatever order they are stored in', () => {
    for (const { event } of contents.events)
      expect(JSON.stringify(authoredEvent(turned(event) as typeof event, LANGUAGES))).toBe(
        JSON.stringify(authoredEvent(event, LANGUAGES)),
      )
  })

  test('keeps a text in a language that the timeline does not declare any more, after the others', () => {
    const { event } = contents.events[0]!
    const title = { fr: 'F', ko: 'K', de: 'D', en: 'E' }
    expect(Object.keys(authoredEvent({ ...event, title }, LANGUAGES).title)).toEqual(['en', 'ko', 'de', 'fr'])
  })
})
