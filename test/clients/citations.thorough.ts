/** Citations of every event of the chronology, and of texts that mean something to a format, as the parsers of citation-js read them. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { eventView } from '../../lambdas/domain/view.ts'
import { CITATION_WRITERS, eventCitation } from '../../lambdas/formats/citation.ts'
import { DATA_FOLDER } from '../support/data-folder.ts'
import { anEvent, aTimeline } from '../support/events.ts'
import { aSetting } from '../support/page-data.ts'

const contents = await readContents(DATA_FOLDER)
const timeline = aTimeline({ publisher: { name: { en: 'Müller & Söhne {50 %}', ko: '연표 편집부' } } })
const version = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-03-01T00:00:00Z', revision: 2 }

const titles = ['{a} \\ b', 'a } b {', '100 % of $5 & #1', 'a_b^c~d', 'Ünïcödé “quotes”', "L'été d’abord", '한국 · 北']
const events = [
  ...titles.map(title => anEvent({ title: { en: title, ko: title }, ...version })),
  ...contents.events.map(({ event }) => ({ ...event, ...version })),
]
const cited = ['en', 'ko'].flatMap(language => {
  const context = aSetting({ timeline, language })
  return events.map(event => eventCitation(eventView(event, context), context))
})

test('reference managers read in each format what the citation says', () => {
  const files = cited.map(citation => ({
    bib: CITATION_WRITERS.bib(citation),
    ris: CITATION_WRITERS.ris(citation),
    csl: JSON.stringify(CITATION_WRITERS['csl.json'](citation)),
  }))
  const script = join(import.meta.dirname, 'sources/parse-citations.js')
  const { stdout, stderr } = spawnSync(process.execPath, [script], {
    input: JSON.stringify(files),
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  })
  expect(stderr).toBe('')
  type Read = Record<'id' | 'title' | 'publisher' | 'URL' | 'note', string> & { issued: object }
  const parsed: Record<'bib' | 'ris' | 'csl', Read[]>[] = JSON.parse(stdout)
  const said = parsed.map(formats =>
    Object.values(formats).map(items =>
      items.map(({ id, title, publisher, URL, note, issued }) => ({ id, title, publisher, URL, note, issued })),
    ),
  )
  const expected = cited.map(({ id, title, publisher, url: URL, note }) => {
    const issued = { 'date-parts': [[2026, 3, 1]] }
    return Array(3).fill([{ id, title, publisher, URL, note, issued }])
  })
  expect(said).toEqual(expected)
})
