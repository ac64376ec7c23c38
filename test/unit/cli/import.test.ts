/** What `annals import` reads, plans and writes, and that it changes nothing else. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { readContents } from '../../../lambdas/data/read-contents.ts'
import { eventView } from '../../../lambdas/domain/view.ts'
import { csv } from '../../../lambdas/formats/csv.ts'
import { ndjson } from '../../../lambdas/formats/ndjson.ts'
import { timelineJs } from '../../../lambdas/formats/timelinejs.ts'
import { annals } from '../../../lib/cli/annals.ts'
import { readCalendar, readJson, readNdjson } from '../../../lib/cli/import/documents.ts'
import { schemaLine, withEvents, withRenamed, withTerms } from '../../../lib/cli/import/edit-yaml.ts'
import type { ImportedRow } from '../../../lib/cli/import/row.ts'
import { readTable } from '../../../lib/cli/import/tables.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import { runCommand } from '../../support/terminal.ts'
import { VALID } from '../data/folder.ts'

const fieldsOf = (rows: readonly ImportedRow[]) => rows.map(({ fields }) => fields)

const context = { language: 'en', timeline: aTimeline(), publicUrl: 'https://annals.example' }
const views = [anEvent({ date: '1939/1945' }), anEvent({ id: 'other', date: '199X', title: { en: '=Sum' } })].map(
  event => eventView(event, context),
)
const written = {
  id: 'act-in-force',
  date: '1939/1945',
  title: 'The Act enters into force',
  summary: 'The Act began to apply.',
  category: 'law',
  significance: '3',
  status: 'confirmed',
  url: 'https://law.example/acts/5259',
  source: 'The Act',
  publisher: 'Law Institute',
}

describe('a file is read', () => {
  test('as CSV, by the names of its columns in any language, or by stated ones', () => {
    const text = '\uFEFFDatum;Titel;Beschreibung;Wo\r\n3.5.1931;"Die ""Mühle""; alt";"Eins\r\nZwei";Hier\r\n'
    expect(readTable(text, ';', { places: 'Wo' })).toEqual([
      {
        place: 'line 2',
        fields: { date: '3.5.1931', title: 'Die "Mühle"; alt', summary: 'Eins\nZwei', places: 'Hier' },
      },
    ])
  })

  test('with the line on which each row begins', () => {
    const rows = readTable('date,title,text\n1,A,"x\ny\nz"\n\n2,B,\n3,C,"x\ny"\n', ',', {})
    expect(rows.map(({ place }) => place)).toEqual(['line 2', 'line 6', 'line 7'])
  })

  test('only if it has dates and titles', () => {
    expect(() => readTable('a,title\n1,2\n', ',', {})).toThrow(
      'has no column for the date; its columns are a, title. Say which it is: --column date=NAME',
    )
    expect(() => readTable('a,title\n1,2\n', ',', { date: 'b' })).toThrow('has no column "b"; its columns are a, title')
    for (const text of ['', 'date,title\n'])
      expect(() => readTable(text, ',', {})).toThrow('has no row below its header')
  })

  test('as the spreadsheet of TimelineJS, without its title slide', () => {
    const text = `Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Type,Group
,,,,,,,,,The title,,,,,title,
1931,5,3,,1931,5,5,,,A <b>flood</b>,<p>One.</p><p>Two &amp; three.</p>,https://example.org/a.jpg,The archive,A picture,,Floods
`
    expect(fieldsOf(readTable(text, ',', {}))).toEqual([
      {
        date: '1931-5-3',
        end: '1931-5-5',
        title: 'A flood',
        summary: 'One.\n\nTwo & three.',
        category: 'Floods',
        url: 'https://example.org/a.jpg',
        source: 'A picture',
        publisher: 'The archive',
      },
    ])
  })

  test('as CSV, NDJSON and TimelineJS that Annals wrote', () => {
    expect(fieldsOf(readTable(csv(views), ',', {}))).toEqual([
      written,
      { ...written, id: 'other', date: '199X', title: '=Sum' },
    ])
    expect(fieldsOf(readNdjson(ndjson(views)))).toEqual([
      written,
      { ...written, id: 'other', date: '199X', title: '=Sum' },
    ])
    expect(fieldsOf(readJson(JSON.stringify(timelineJs(views, context))))).toMatchObject([
      { id: 'act-in-force', date: '1939', end: '1945', title: written.title },
      { id: 'other', date: '1990', end: '1999', title: '=Sum' },
    ])
  })

  test('as GeoJSON', () => {
    const feature = {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [-2.1, 53.5] },
      properties: { Date: '1881', name: 'The mill', place: 'Millbrook', description: 'A "mill"' },
    }
    expect(readJson(JSON.stringify({ type: 'FeatureCollection', features: [feature] }))).toEqual([
      {
        place: 'feature 1',
        fields: { date: '1881', title: 'The mill', places: 'Millbrook', summary: 'A "mill"' },
        location: { latitude: 53.5, longitude: -2.1 },
      },
    ])
    const others = [null, { properties: { title: 'No date' } }, feature]
    expect(fieldsOf(readJson(JSON.stringify({ type: 'FeatureCollection', features: others })))).toMatchObject([
      {},
      { title: 'No date' },
      { date: '1881' },
    ])
  })

  test('as a calendar, in which days end before the stated one', () => {
    const entry = (lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']
    const text = [
      'BEGIN:VCALENDAR',
      ...entry([
        'DTSTART;VALUE=DATE:19310503',
        'DTEND;VALUE=DATE:19310504',
        'SUMMARY:A flood\\, again',
        'CATEGORIES:Floods,Mill',
      ]),
      ...entry([
        'DTSTART:19310503T100000Z',
        'DTEND:19310505T100000Z',
        'SUMMARY:A fair',
        'URL:https://example.org/fair',
      ]),
      ...entry(['DTSTART:someday', 'SUMMARY:No date']),
      'END:VCALENDAR',
    ].join('\r\n')
    expect(fieldsOf(readCalendar(text))).toEqual([
      { date: '1931-05-03', title: 'A flood, again', category: 'Floods' },
      { date: '1931-05-03', end: '1931-05-05', title: 'A fair', url: 'https://example.org/fair' },
      { date: 'somedayT', title: 'No date' },
    ])
  })
})

describe('YAML is edited', () => {
  const { createdAt: _, updatedAt: __, revision: ___, image: ____, ...event } = anEvent()
  const authored = (id: string, date: string) => ({
    ...event,
    id,
    date,
    category: 'law',
    tags: [],
    actors: [],
    places: [],
    figures: [],
  })
  const block = (id: string, date: string) => withEvents('', [authored(id, date)])

  test('without a change to other events, their comments and line breaks', () => {
    const early = '# Head\r\n\r\n  - id: b # kept\r\n    date:   "1997-03-01"\r\n'
    const late = '  # About c\r\n  - {id: c, date: "1997-09"}'
    const indented = (id: string, date: string) =>
      block(id, date)
        .replace(/^(?=.)/gm, '  ')
        .replaceAll('\n', '\r\n')
    const text = withEvents(early + late, [
      authored('a', '1997-01-02'),
      authored('m', '1997-05'),
      authored('n', '1997-06'),
      authored('z', '1997-12-31'),
    ])
    const [head, first] = ['# Head\r\n\r\n', '  - id: b # kept\r\n    date:   "1997-03-01"\r\n']
    expect(text).toBe(
      `${head}${indented('a', '1997-01-02')}${first}${indented('m', '1997-05')}${indented('n', '1997-06')}${late}\r\n${indented('z', '1997-12-31')}`,
    )
  })

  test('by another id of an event, with the former one and what is related', () => {
    const text = '- id: old # first\n  date: "1997"\n- {id: other, related: [x, old]}\n- id: y\n  related:\n    - old\n'
    const once = withRenamed(text, 'old', 'new')
    expect(once).toBe(
      '- id: new # first\n  formerly: [old]\n  date: "1997"\n- {id: other, related: [x, new]}\n- id: y\n  related:\n    - new\n',
    )
    expect(withRenamed(once, 'new', 'newer')).toContain('- id: newer # first\n  formerly: [old, new]\n')
    expect(withRenamed(text, 'other', 'another')).toContain('- {id: another, formerly: [other], related: [x, old]}\n')
  })

  test('by new terms, in whatever style the vocabulary is written', () => {
    const text =
      'categories:\n    law: # kept\n        name: {en: Law}\n# tags\ntags: {}\nactors: { a: {en: A} }\nplaces:\n'
    const term = new Map([['new', { en: 'New: 1' }]])
    expect(withTerms(text, { categories: term, tags: term, actors: term, places: term })).toBe(
      'categories:\n    law: # kept\n        name: {en: Law}\n    new: { en: "New: 1" }\n# tags\ntags: { new: { en: "New: 1" } }\nactors: { a: {en: A} , new: { en: "New: 1" } }\nplaces:\n  new: { en: "New: 1" }\n',
    )
  })
})

test.each([
  ['schemas/', '../schemas/'],
  ['', '../'],
  ['../node_modules/annals/schemas/', '../../node_modules/annals/schemas/'],
  ['https://example.org/', 'https://example.org/'],
])('a new file names its schema beside that of timeline.yaml in "%s"', (folder, expected) => {
  expect(schemaLine(`# yaml-language-server: $schema=${folder}timeline.schema.json\ntitle: {}\n`)).toBe(
    `# yaml-language-server: $schema=${expected}events.schema.json\n`,
  )
  expect(schemaLine('title: {}\n')).toBe('')
})

describe('annals import', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'annals-import-'))
    for (const name of ['events', 'series']) await mkdir(join(folder, name))
    for (const [name, text] of Object.entries(VALID)) await writeFile(join(folder, name), text as string)
  })
  afterEach(() => rm(folder, { recursive: true }))

  const FILE = `date,title,description,category,source url
c. 1920,The mill,One.,Church & chapel,https://archive.example.org/1
10/02/1892,A flood,,Law,
13/08/1907,A fair,,People,
spring 1945,The end,,People,
someday,Never,,People,
1950,,,People,
1951,Bad source,,People,https://[
`
  const importFile = async (...args: string[]) => {
    await writeFile(join(folder, 'museum.csv'), FILE)
    return runCommand(annals, ['import', join(folder, 'museum.csv'), '--data', folder, ...args])
  }

  test('ends in a folder without mistakes, and names each row that it cannot take', async () => {
    const { code, stdout, stderr } = await importFile()
    expect(code).toBe(1)
    expect(stdout).toEqual([
      '+ events/1892.yaml  1892-02-10  a-flood',
      '+ events/1907.yaml  1907-08-13  a-fair',
      '+ events/1920.yaml  1920~  the-mill',
      '+ events/1945.yaml  1945-21  the-end',
      '+ timeline.yaml  categories: church-chapel, people',
      'Dates such as 03/05/1931 are read day-first, because others in the file are.',
      `4 events added to ${folder}, 0 already there`,
    ])
    expect(stderr).toEqual([
      'museum.csv line 6 has the date "someday", which cannot be read; write it as 1997-07-14, 1997-07 or 1997',
      'museum.csv line 7 has no title',
      'museum.csv line 8 has a mistake: sources[0].url "https://[" is not an address; allowed: https://…',
      '3 rows were not taken',
    ])
    const { events } = await readContents(folder)
    const flood = events.find(({ event }) => event.id === 'a-flood')!.event
    expect(flood).toMatchObject({ category: { id: 'law' }, title: { en: 'A flood' } })
    expect(flood.sources).toEqual([{ title: 'museum.csv', publisher: 'A timeline', reference: 'museum.csv, line 3' }])
    const mill = events.find(({ event }) => event.id === 'the-mill')!.event
    expect(mill.sources[0]!.url).toBe('https://archive.example.org/1')

    const again = await importFile()
    expect(again.stdout).toContain(`0 events added to ${folder}, 4 already there`)
  })

  test('is followed by annals rename, which leaves a folder without mistakes', async () => {
    await importFile()
    const rename = (...ids: string[]) => runCommand(annals, ['rename', ...ids, '--data', folder])
    expect(await rename('a-flood', 'flood-of-1892')).toMatchObject({
      code: 0,
      stdout: ['events/1892.yaml: a-flood is flood-of-1892 now'],
    })
    const { events } = await readContents(folder)
    expect(events[0]!.event).toMatchObject({ id: 'flood-of-1892', formerly: ['a-flood'] })
    expect(await rename('a-flood', 'x')).toMatchObject({ code: 1, stderr: [`${folder} has no event "a-flood"`] })
    expect((await rename('a-fair', 'a-flood')).stderr.join()).toContain('"a-flood" is the id of the event at')
  })

  test('with --dry-run only shows what it would write', async () => {
    const before = await readFile(join(folder, 'timeline.yaml'), 'utf8')
    const { stdout } = await importFile('--dry-run')
    expect(stdout.at(-1)).toBe(`4 events would be added to ${folder}, 0 already there`)
    expect(await readFile(join(folder, 'timeline.yaml'), 'utf8')).toBe(before)
    expect(await readdir(join(folder, 'events'))).toEqual(['1997.yaml', '1998.yaml'])
  })
})
