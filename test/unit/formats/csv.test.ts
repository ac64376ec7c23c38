/** CSV: a strict parser gives back every text, no cell is a formula to a spreadsheet, and no claim loses its status. */
import { describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { eventView } from '../../../lambdas/domain/view.ts'
import type { EventView } from '../../../lambdas/domain/view-schema.ts'
import { withoutForbidden } from '../../../lambdas/feeds/markup.ts'
import { csv } from '../../../lambdas/formats/csv.ts'
import { EVENT_FIELDS } from '../../../lambdas/formats/fields.ts'
import { anEvent } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'
import { aSetting, chronology } from '../../support/syndication.ts'
import { anyText, anyView } from './arbitraries.ts'

const viewOf = (overrides: Parameters<typeof anEvent>[0] = {}) => eventView(anEvent(overrides), aSetting('en'))

const titled = (title: string): EventView => ({ ...viewOf(), title })

/** The cells of every line, by a parser that refuses quotes out of place and rows of different lengths. */
const rowsOf = (document: string): string[][] => parse(document, { bom: true, record_delimiter: '\r\n' })

/** The rows under their headings. */
function recordsOf(document: string): Record<string, string>[] {
  const [header, ...rows] = rowsOf(document)
  return rows.map(cells => Object.fromEntries(header!.map((name, index) => [name, cells[index]!])))
}

/** As a program reads a cell: without the apostrophe that marks it as text. */
const textOf = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell)

/** What OWASP warns of, in a cell as a spreadsheet sees it. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠])/u

/** Others may be added; none of these may be removed or renamed. */
const HEADER = [
  'id',
  'date',
  'start',
  'end',
  'precision',
  'approximate',
  'uncertain',
  'dateText',
  'title',
  'status',
  'attribution',
  'summary',
  'note',
  'categoryId',
  'category',
  'tagIds',
  'tags',
  'actorIds',
  'actors',
  'placeIds',
  'places',
  'significance',
  'figures',
  'observedSince',
  'observance',
  'related',
  'sources',
  'url',
  'language',
  'untranslated',
  'languages',
  'createdAt',
  'updatedAt',
  'revision',
]

const COLUMNS = rowsOf(csv([]))[0]!

describe('the columns', () => {
  test('have these among them, in this order', () => {
    expect(COLUMNS.filter(name => HEADER.includes(name))).toEqual(HEADER)
  })

  test('are all there is without events', () => {
    expect(csv([])).toBe(`\uFEFF${COLUMNS.join()}\r\n`)
  })

  test('hold every part of an event', () => {
    const event = viewOf({
      date: '2007-06~/2008?',
      status: 'claimed',
      attribution: { en: 'The crew' },
      note: { en: 'The Ministry counted 1,580.' },
      tags: [
        { id: 'sea', name: { en: 'By sea' } },
        { id: 'family', name: { ko: '가족' } },
      ],
      actors: [{ id: 'crew', name: { en: 'Crew' } }],
      places: [{ id: 'seoul', name: { en: 'Seoul' }, country: 'KR', latitude: 37.5, longitude: 127 }],
      figures: [{ label: { en: 'Arrivals' }, value: -1600.5, unit: { id: 'people', name: { en: 'people' } } }],
      observance: { since: 2024, name: { en: 'Defectors’ Day' } },
      related: ['first', 'second'],
      sources: [
        { title: 'A', publisher: 'B', url: 'https://c.example/?d;e', supports: 'everything' },
        { title: 'F', publisher: 'G', url: 'https://h.example/', published: '2007', supports: 'the day' },
      ],
    })
    expect(recordsOf(csv([event]))).toMatchObject([
      {
        id: 'act-in-force',
        date: '2007-06~/2008?',
        start: '2007-06-01',
        end: '2008-12-31',
        precision: 'interval',
        approximate: 'true',
        uncertain: 'true',
        dateText: 'about June 2007 to 2008 (uncertain)',
        title: 'The Act enters into force',
        status: 'claimed',
        attribution: 'The crew',
        summary: 'The Act began to apply.',
        note: 'The Ministry counted 1,580.',
        categoryId: 'law',
        category: 'Law',
        tagIds: 'sea; family',
        tags: 'By sea; 가족',
        actorIds: 'crew',
        actors: 'Crew',
        placeIds: 'seoul',
        places: 'Seoul',
        significance: '3',
        figures: 'Arrivals: -1600.5 people',
        observedSince: '2024',
        observance: 'Defectors’ Day',
        related: 'first; second',
        sources: 'A (B): https://c.example/?d;e; F (G): https://h.example/',
        url: 'https://annals.example/events/act-in-force',
        language: 'en',
        untranslated: 'tags',
        languages: 'tags.1.name: ko',
        createdAt: '2026-01-01T00:00:00Z',
        updatedAt: '2026-01-01T00:00:00Z',
        revision: '1',
      },
    ])
  })

  test('are empty where there is nothing', () => {
    const [record] = recordsOf(csv([viewOf()]))
    const empty = HEADER.filter(name => record![name] === '')
    expect(empty).toEqual([
      'attribution',
      'note',
      'tagIds',
      'tags',
      'actorIds',
      'actors',
      'placeIds',
      'places',
      'figures',
      'observedSince',
      'observance',
      'related',
      'untranslated',
      'languages',
    ])
  })

  test('are those of the fields that are asked for, in the order of the whole', () => {
    expect(csv([viewOf()], ['title', 'id', 'category'])).toBe(
      '\uFEFFid,title,categoryId,category\r\nact-in-force,The Act enters into force,law,Law\r\n',
    )
  })

  test.each(EVENT_FIELDS)('of the field %s alone are some of all, and each row is a row', field => {
    const [header, ...rows] = rowsOf(csv([viewOf(), viewOf()], [field]))
    expect(header!.length).toBeGreaterThan(0)
    expect(COLUMNS.filter(name => header!.includes(name))).toEqual(header)
    expect(rows).toHaveLength(2)
  })

  test('leave no empty line, which a reader would skip, where the only cell is empty', () => {
    expect(csv([viewOf(), viewOf()], ['note'])).toBe('\uFEFFnote\r\n""\r\n""\r\n')
  })
})

describe('a cell', () => {
  test.each([
    ['plain text', 'Q & A', 'Q & A'],
    ['Hangul', '법률 시행', '법률 시행'],
    ['a quote', 'the "Act"', '"the ""Act"""'],
    ['a comma', 'a, b', '"a, b"'],
    ['a semicolon, which separates elsewhere', 'a; b', '"a; b"'],
    ['line ends', 'a\r\nb\nc', '"a\r\nb\nc"'],
    ['outer spaces', ' a ', '" a "'],
    ['a formula', '=1+1', "'=1+1"],
    ['a formula with a quote and a comma', '=HYPERLINK("x",1)', `"'=HYPERLINK(""x"",1)"`],
    ['plus', '+82', "'+82"],
    ['minus', '-1', "'-1"],
    ['at', '@SUM(1)', "'@SUM(1)"],
    ['a tab', '\ta', '"\'\ta"'],
    ['a carriage return', '\ra', '"\'\ra"'],
    ['a line feed', '\na', '"\'\na"'],
    ['a formula in full width', '＝1', "'＝1"],
    ['a formula after a space', ' =1', "' =1"],
    ['a formula after a right-to-left mark', '\u200F=1', "'\u200F=1"],
    ['a formula after a control character, which goes', '\u0000=1', "'=1"],
    ['a word in apostrophes', "'Comfort'", "''Comfort'"],
    ['a typographic apostrophe', '’97', '’97'],
    ['a formula further in', 'a =1', 'a =1'],
  ])('with %s is written so', (_, title, cell) => {
    expect(csv([titled(title)], ['id', 'title'])).toBe(`\uFEFFid,title\r\nact-in-force,${cell}\r\n`)
  })

  test('gives back any text, but for the characters that mean nothing', () => {
    fc.assert(
      fc.property(anyText, text => {
        const [record] = recordsOf(csv([titled(text)]))
        expect(textOf(record!.title!)).toBe(withoutForbidden(text))
      }),
    )
  })
})

describe('any events', () => {
  test('are a row each, with the cells of the header, none of them a formula, every line ended by CRLF', () => {
    fc.assert(
      fc.property(fc.array(anyView, { maxLength: 4 }), views => {
        const document = csv(views)
        expect(document.endsWith('\r\n')).toBe(true)
        const [header, ...rows] = rowsOf(document)
        expect(header).toEqual(COLUMNS)
        expect(rows).toHaveLength(views.length)
        expect(rows.flat().filter(cell => FORMULA.test(cell))).toEqual([])
      }),
    )
  })

  test('keep status and attribution', () => {
    fc.assert(
      fc.property(anyView, view => {
        const [record] = recordsOf(csv([view]))
        expect(record!.status).toBe(view.status)
        expect(textOf(record!.attribution!)).toBe(withoutForbidden(view.attribution!))
      }),
    )
  })
})

describe('the chronology', () => {
  test.each(['en', 'ko'])('comes back in %s', async language => {
    const { contents, events } = await chronology()
    const views = events.map(event => eventView(event, aSetting(language, contents.timeline)))
    expect(views.length).toBeGreaterThan(100)
    const read = recordsOf(csv(views)).map(record => ({
      id: record.id,
      date: record.date,
      title: textOf(record.title!),
      status: record.status,
      attribution: textOf(record.attribution!),
      summary: textOf(record.summary!),
      note: textOf(record.note!),
      tags: record.tagIds,
      actors: record.actorIds,
      places: record.placeIds,
      significance: record.significance,
    }))
    const ids = (terms: EventView['tags']) => terms.map(({ id }) => id).join('; ')
    expect(read).toEqual(
      views.map(view => ({
        id: view.id,
        date: view.date.edtf,
        title: view.title,
        status: view.status,
        attribution: view.attribution ?? '',
        summary: view.summary,
        note: view.note ?? '',
        tags: ids(view.tags),
        actors: ids(view.actors),
        places: ids(view.places),
        significance: `${view.significance}`,
      })),
    )
  })
})
