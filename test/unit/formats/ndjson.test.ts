/** NDJSON: each line is one value, whoever splits the lines. */
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { describe, expect, test } from '@jest/globals'
import { eventView } from '../../../lambdas/domain/view.ts'
import { ndjson } from '../../../lambdas/formats/ndjson.ts'
import { anEvent } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'
import { aSetting, chronology } from '../../support/syndication.ts'
import { anyView } from './arbitraries.ts'

const lines = (text: string) => text.split('\n').slice(0, -1)

test('no values are no bytes', () => {
  expect(ndjson([])).toBe('')
})

test('each value is a line that ends in LF, the last too', () => {
  expect(ndjson([{ a: 1 }, { b: 'ㄱ\n' }])).toBe('{"a":1}\n{"b":"ㄱ\\n"}\n')
})

test('what some take for the end of a line is escaped', () => {
  expect(ndjson([{ a: '\u0085\u2028\u2029\\u2028' }])).toBe('{"a":"\\u0085\\u2028\\u2029\\\\u2028"}\n')
})

test('any events come back, as they do from JSON', () => {
  fc.assert(
    fc.property(fc.array(anyView, { maxLength: 4 }), views => {
      const text = ndjson(views)
      expect(text).not.toMatch(/[\r\u0085\u2028\u2029]/)
      expect(lines(text).map(line => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(views)))
    }),
  )
})

test('Node’s readline sees as many lines as there are values', async () => {
  const events = ['\u2028', '\u2029', '\u0085', '\r', '\n', '\v\f'].map(character =>
    anEvent({ summary: { en: `before${character}after` } }),
  )
  const views = events.map(event => eventView(event, aSetting('en')))
  const read: unknown[] = []
  for await (const line of createInterface({ input: Readable.from([ndjson(views)]) })) read.push(JSON.parse(line))
  expect(read).toEqual(views)
})

describe('the chronology', () => {
  test.each(['en', 'ko'])('comes back line by line in %s', async language => {
    const { contents, events } = await chronology()
    const views = events.map(event => eventView(event, aSetting(language, contents.timeline)))
    expect(views.length).toBeGreaterThan(100)
    // As text, which jest compares in a thousandth of the time.
    expect(lines(ndjson(views)).map(line => JSON.stringify(JSON.parse(line)))).toEqual(
      views.map(view => JSON.stringify(view)),
    )
  })
})
