/** The format: what RFC 5545 and RFC 7986 demand of every calendar, whatever is in it. */
import { describe, expect, jest, test } from '@jest/globals'
import { civilDate, daysInMonth, isCivilDate } from '../../../lambdas/domain/civil-date.ts'
import { LEAP_DAY_RULES, STATUSES, type StoredEvent } from '../../../lambdas/domain/event.ts'
import type { Calendar, CalendarEntry } from '../../../lambdas/feeds/calendar.ts'
import { icalendar } from '../../../lambdas/feeds/icalendar.ts'
import { aCalendar, CALENDAR_NAMES, calendarComponent } from '../../support/calendars.ts'
import {
  type Component,
  linesOf,
  octetsOf,
  onlyValue,
  physicalLines,
  readComponent,
  textOf,
  textsOf,
  unfolded,
} from '../../support/content-lines.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'
import { aSetting } from '../../support/syndication.ts'

const anEntry = (overrides: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: '5fc53010-1267-5f8e-bc28-1d7ae55c7c99',
  created: '2026-01-01T00:00:00Z',
  updated: '2026-03-02T15:30:00Z',
  sequence: 1,
  first: '1997-07-14',
  last: '1997-07-14',
  summary: 'The Act',
  description: 'It began to apply.',
  categories: ['Law'],
  url: 'https://annals.example/v1/events/act',
  ...overrides,
})

const withEntries = (...entries: CalendarEntry[]): Calendar => ({
  name: 'Anniversaries',
  description: 'Each year.',
  homeUrl: 'https://annals.example/v1/timeline',
  selfUrl: 'https://annals.example/feeds/anniversaries.ics?lang=en',
  color: { name: 'teal', hex: '#008080' },
  refresh: 'P1D',
  updated: '2026-03-02T15:30:00Z',
  entries,
})

const written = (overrides: Partial<CalendarEntry>): string => icalendar(withEntries(anEntry(overrides)))
const eventIn = (document: string): Component => readComponent(document).components[0]!

test('a calendar says what it is, where it is from and when to ask again, by the names that old and new readers know', () => {
  expect(icalendar({ ...withEntries(anEntry({ recurrence: 'FREQ=YEARLY' })) }).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Annals//Annals//EN',
    'CALSCALE:GREGORIAN',
    'LAST-MODIFIED:20260302T153000Z',
    'NAME:Anniversaries',
    'X-WR-CALNAME:Anniversaries',
    'DESCRIPTION:Each year.',
    'X-WR-CALDESC:Each year.',
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    'X-PUBLISHED-TTL:P1D',
    'URL:https://annals.example/v1/timeline',
    'SOURCE;VALUE=URI:https://annals.example/feeds/anniversaries.ics?lang=en',
    'COLOR:teal',
    'X-APPLE-CALENDAR-COLOR:#008080',
    'BEGIN:VEVENT',
    'UID:5fc53010-1267-5f8e-bc28-1d7ae55c7c99',
    'DTSTAMP:20260302T153000Z',
    'CREATED:20260101T000000Z',
    'LAST-MODIFIED:20260302T153000Z',
    'SEQUENCE:1',
    'DTSTART;VALUE=DATE:19970714',
    'DTEND;VALUE=DATE:19970715',
    'RRULE:FREQ=YEARLY',
    'SUMMARY:The Act',
    'DESCRIPTION:It began to apply.',
    'CATEGORIES:Law',
    'URL:https://annals.example/v1/events/act',
    'TRANSP:TRANSPARENT',
    'X-MICROSOFT-CDO-BUSYSTATUS:FREE',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('an empty calendar has a component all the same, and none that shows', () => {
  const document = icalendar(withEntries())
  const { components } = readComponent(document)
  expect(components.map(component => component.name)).toEqual(['VTIMEZONE'])
  expect(components[0]!.components.map(component => component.name)).toEqual(['STANDARD'])
  expect(calendarComponent(document).getAllSubcomponents('vevent')).toEqual([])
  expect(icalendar(withEntries(anEntry()))).not.toContain('VTIMEZONE')
})

describe('days', () => {
  test.each([
    ['one day', '1997-07-14', '1997-07-14', '19970714', ['19970715']],
    ['the last day of a year', '1997-12-31', '1997-12-31', '19971231', ['19980101']],
    ['an interval', '2013-08-20', '2013-08-24', '20130820', ['20130825']],
    ['an interval over 29 February', '2004-02-28', '2004-02-29', '20040228', ['20040301']],
    ['a day of the year 1', '0001-01-01', '0001-01-01', '00010101', ['00010102']],
    ['a day of 476', '0476-09-04', '0476-09-04', '04760904', ['04760905']],
    ['the last day there is', '9999-12-31', '9999-12-31', '99991231', []],
  ])('%s: DTEND is the day after', (_, first, last, start, ends) => {
    const event = eventIn(written({ first, last }))
    expect(linesOf(event, 'DTSTART')).toEqual([{ name: 'DTSTART', parameters: { VALUE: 'DATE' }, value: start }])
    expect(linesOf(event, 'DTEND')).toEqual(
      ends.map(value => ({ name: 'DTEND', parameters: { VALUE: 'DATE' }, value })),
    )
  })
})

describe('text', () => {
  test.each([
    ['what means something', 'a;b,c\\d:"e"', 'a\\;b\\,c\\\\d:"e"'],
    ['a line feed', 'a\nb', 'a\\nb'],
    ['a CR and a CRLF, which are line feeds', 'a\rb\r\nc\n\rd', 'a\\nb\\nc\\n\\nd'],
    ['a backslash before an n', 'C:\\new', 'C:\\\\new'],
    ['a tab', 'a\tb', 'a\tb'],
    ['control characters, which are left out', 'a\u0000\u0007\u001B\u007Fb', 'ab'],
    ['half an emoji, which is left out', 'a\uD83Db\uDE00c', 'abc'],
    ['an emoji', 'a😀b', 'a😀b'],
    ['what would start another property', 'a\r\nATTACH:http://evil.example', 'a\\nATTACH:http://evil.example'],
  ])('%s is written so', (_, summary, value) => {
    expect(onlyValue(eventIn(written({ summary })), 'SUMMARY')).toBe(value)
  })

  test('of categories is told apart, whatever is in their names', () => {
    const categories = ['Law, and order', 'A;B', 'ends in \\', '"quoted"', 'last']
    const value = onlyValue(eventIn(written({ categories })), 'CATEGORIES')
    expect(value).toBe('Law\\, and order,A\\;B,ends in \\\\,"quoted",last')
    expect(textsOf(value)).toEqual(categories)
  })
})

test.each([
  ['is not escaped, for it is no text', 'https://a.example/?a=1;b=2,3&c=%ED', 'https://a.example/?a=1;b=2,3&c=%ED'],
  ['is ASCII', 'https://a.example/한 글', 'https://a.example/%ED%95%9C%20%EA%B8%80'],
  ['never starts another property', 'https://a.example/\r\nX:\u0000\uD800', 'https://a.example/%0D%0AX:'],
])('an address %s', (_, url, value) => {
  expect(onlyValue(eventIn(written({ url })), 'URL')).toBe(value)
})

describe('folding', () => {
  const SUMMARY = 'SUMMARY:'
  /** The lines as sent that make up the summary. */
  const summaryLines = (summary: string): string[] => {
    const lines = physicalLines(written({ summary }))
    const start = lines.findIndex(line => line.startsWith(SUMMARY))
    return lines.slice(
      start,
      lines.findIndex(line => line.startsWith('DESCRIPTION:It')),
    )
  }

  test('leaves a line of 75 octets alone, and never leaves an empty continuation', () => {
    const octets = (count: number) => 'x'.repeat(count - SUMMARY.length)
    expect(summaryLines(octets(75))).toEqual([SUMMARY + octets(75)])
    expect(summaryLines(octets(76))).toEqual([SUMMARY + octets(75), ' x'])
    expect(summaryLines(octets(75 + 74)).map(line => line.length)).toEqual([75, 75])
    expect(summaryLines(octets(75 + 74 + 1)).map(line => line.length)).toEqual([75, 75, 2])
    // 22 syllables of three octets and one letter more make 75.
    expect(summaryLines(`${'한'.repeat(22)}x`)).toHaveLength(1)
    expect(summaryLines(`${'한'.repeat(22)}xx`)).toHaveLength(2)
  })

  test.each([
    ['an emoji', '😀'],
    ['a Hangul syllable', '한'],
    ['a letter of two octets', 'é'],
    ['a comma', ','],
    ['a semicolon', ';'],
    ['a backslash', '\\'],
    ['a line feed', '\n'],
    ['two backslashes and a line feed', '\\\\\n'],
    ['a backslash among Hangul', '한\\글'],
  ])('does not part %s, wherever it stands', (_, part) => {
    for (let offset = 0; offset <= 80; offset++) {
      const summary = `${'x'.repeat(offset)}${part}${'y'.repeat(80)}`
      const lines = summaryLines(summary)
      for (const line of lines) {
        expect(octetsOf(line)).toBeLessThanOrEqual(75)
        expect(line.isWellFormed()).toBe(true)
        // On its own each line is TEXT: no escape is cut.
        expect(() => textOf(line)).not.toThrow()
      }
      // Nor is a line shorter than it must be.
      for (const line of lines.slice(0, -1)) expect(octetsOf(line)).toBeGreaterThanOrEqual(72)
      expect(textOf(unfolded(lines.map(line => `${line}\r\n`).join(''))[0]!)).toBe(SUMMARY + summary)
    }
  })

  test('applies to addresses and to the properties of the calendar too', () => {
    const long = `https://annals.example/${'a'.repeat(200)}`
    const document = icalendar({ ...withEntries(anEntry({ url: long })), name: '한'.repeat(100), selfUrl: long })
    expect(Math.max(...physicalLines(document).map(octetsOf))).toBe(75)
    expect(onlyValue(eventIn(document), 'URL')).toBe(long)
    expect(onlyValue(readComponent(document), 'SOURCE')).toBe(long)
    expect(textOf(onlyValue(readComponent(document), 'NAME'))).toBe('한'.repeat(100))
  })
})

describe('any calendar', () => {
  const TROUBLE = [
    ...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)),
    ...['\u007F', '\u0085', '\u2028', '\uFEFF', '\uFFFE', '\uD800', '\uDFFF', '😀', '👩‍👩‍👧', '한글', 'é', ' ', '  '],
    ...['\\', ',', ';', ':', '"', '\\n', '\\\\', '\r\n', 'END:VEVENT', '\r\nEND:VEVENT\r\n', '^n', 'x'.repeat(74)],
  ]
  /** Any sequence of UTF-16 code units, well-formed or not, with much of what gives trouble. */
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.string({ unit: 'grapheme', minLength: 60, maxLength: 90 }),
    fc.array(fc.nat(0xffff), { maxLength: 100 }).map(codes => String.fromCharCode(...codes)),
    fc.array(fc.constantFrom(...TROUBLE), { maxLength: 60 }).map(parts => parts.join('')),
  )
  const texts = fc.oneof(
    fc.record({ en: anyText, ko: anyText }),
    fc.record({ en: anyText }),
    fc.record({ ko: anyText }),
  )
  // A name is never empty; and ical.js takes the comma after an escaped backslash for an escaped comma.
  const term = texts.map(name => ({
    id: 'term',
    name: Object.fromEntries(Object.entries(name).map(([language, text]) => [language, `<${text}>`])),
  }))
  const day = fc
    .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
    .map(([year, month, each]) => civilDate(year, month, Math.min(each, daysInMonth(year, month))))
  const edtf = fc.oneof(
    { weight: 4, arbitrary: day },
    day.map(each => `${each}~`),
    fc.uniqueArray(day, { minLength: 2, maxLength: 2 }).map(days => days.sort().join('/')),
    day.map(each => each.slice(0, 7)),
    day.map(each => each.slice(0, 4)),
    fc.constantFrom('2004-02-29', '0476-02-29', '0001-01-01', '9999-12-31', '9998-01-01/9999-12-31'),
  )
  const instant = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map(date => date.toISOString().replace(/\.\d+/, ''))
  const event = fc
    .record(
      {
        date: edtf,
        title: texts,
        summary: texts,
        category: term,
        tags: fc.array(term, { maxLength: 3 }),
        status: fc.constantFrom(...STATUSES),
        attribution: texts,
        note: texts,
        observance: fc.record({ since: fc.integer({ min: 0, max: 100 }), name: texts }),
        createdAt: instant,
        updatedAt: instant,
        revision: fc.integer({ min: 1, max: 1_000_000 }),
      },
      { requiredKeys: ['date', 'title', 'summary', 'category', 'tags', 'status', 'attribution'] },
    )
    .map(({ observance, ...overrides }): Partial<StoredEvent> => {
      if (!observance) return overrides
      const since = Math.min(Number(overrides.date.slice(0, 4)) + observance.since, 9990)
      return { ...overrides, observance: { ...observance, since } }
    })
  const context = fc
    .record({ language: fc.constantFrom('en', 'ko'), leapDay: fc.constantFrom(...LEAP_DAY_RULES), title: texts })
    .map(({ language, ...timeline }) => aSetting(language, aTimeline(timeline)))
  const calendar = fc
    .tuple(fc.constantFrom(...CALENDAR_NAMES), fc.array(event, { maxLength: 4 }), context)
    .map(([name, events, each]) =>
      aCalendar(
        name,
        events.map((overrides, index) => anEvent({ ...overrides, id: `event-${index}` })),
        each,
      ),
    )

  const isPlain = (code: number): boolean =>
    code < 0x20 ? [0x9, 0xa, 0xd].includes(code) : code !== 0x7f && !(code >= 0xd800 && code <= 0xdfff) && code < 0xfffe

  /** What of a text can be in a calendar at all, character by character, and then its line ends as one kind. */
  const plain = (text: string): string =>
    [...text]
      .filter(character => character.length === 2 || isPlain(character.codePointAt(0)!))
      .join('')
      .replaceAll('\r\n', '\n')
      .replaceAll('\r', '\n')

  test('is lines of at most 75 octets that end in CRLF, and components as the grammar has them', () => {
    fc.assert(
      fc.property(calendar, each => {
        const document = icalendar(each)
        const isSound = (line: string) => octetsOf(line) <= 75 && line.length > 1 && line.isWellFormed()
        expect(physicalLines(document).filter(line => !isSound(line))).toEqual([])
        const { name, components } = readComponent(document)
        expect(name).toBe('VCALENDAR')
        expect(components.map(component => component.name)).toEqual(
          each.entries.length === 0 ? ['VTIMEZONE'] : each.entries.map(() => 'VEVENT'),
        )
      }),
    )
  })

  test('has every property once, those that must be there among them, with dates that exist and UIDs of their own', () => {
    const ALWAYS = [
      'UID',
      'DTSTAMP',
      'CREATED',
      'LAST-MODIFIED',
      'SEQUENCE',
      'DTSTART',
      'SUMMARY',
      'DESCRIPTION',
      'URL',
    ]
    fc.assert(
      fc.property(calendar, each => {
        const root = readComponent(icalendar(each))
        const events = root.components.filter(component => component.name === 'VEVENT')
        for (const { lines } of [root, ...events]) {
          const names = lines.map(line => line.name)
          expect(new Set(names).size).toBe(names.length)
        }
        for (const name of ['VERSION', 'PRODID', 'NAME', 'REFRESH-INTERVAL', 'SOURCE']) onlyValue(root, name)
        for (const event of events) {
          for (const name of ALWAYS) onlyValue(event, name)
          const [start, end] = ['DTSTART', 'DTEND'].map(name => linesOf(event, name)[0]?.value)
          for (const date of [start, end ?? start])
            expect(isCivilDate(date!.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))).toBe(true)
          if (end === undefined) expect(start).toBe('99991231')
          else expect(end > start!).toBe(true)
          for (const name of ['DTSTAMP', 'CREATED', 'LAST-MODIFIED'])
            expect(onlyValue(event, name)).toMatch(/^\d{8}T\d{6}Z$/)
          expect(onlyValue(event, 'SEQUENCE')).toMatch(/^\d+$/)
        }
        const uids = events.map(component => onlyValue(component, 'UID'))
        expect(new Set(uids).size).toBe(uids.length)
      }),
    )
  })

  test('gives its texts back to who reads by the letter', () => {
    fc.assert(
      fc.property(calendar, each => {
        const root = readComponent(icalendar(each))
        expect(textOf(onlyValue(root, 'NAME'))).toBe(plain(each.name))
        for (const [index, entry] of each.entries.entries()) {
          const component = root.components[index]!
          expect(textOf(onlyValue(component, 'SUMMARY'))).toBe(plain(entry.summary))
          expect(textOf(onlyValue(component, 'DESCRIPTION'))).toBe(plain(entry.description))
          expect(textsOf(onlyValue(component, 'CATEGORIES'))).toEqual(entry.categories.map(plain))
        }
      }),
    )
  })

  test('gives everything back to ical.js, which finds nothing to complain of', () => {
    const complaints = [jest.spyOn(console, 'warn'), jest.spyOn(console, 'error')]
    fc.assert(
      fc.property(calendar, each => {
        const root = calendarComponent(icalendar(each))
        const read = root.getAllSubcomponents('vevent').map(component => ({
          uid: component.getFirstPropertyValue('uid'),
          summary: component.getFirstPropertyValue('summary'),
          description: component.getFirstPropertyValue('description'),
          categories: component.getFirstProperty('categories')!.getValues(),
          sequence: component.getFirstPropertyValue('sequence'),
        }))
        expect(read).toEqual(
          each.entries.map(entry => ({
            uid: entry.uid,
            summary: plain(entry.summary),
            description: plain(entry.description),
            categories: entry.categories.map(plain),
            sequence: entry.sequence,
          })),
        )
      }),
    )
    for (const complaint of complaints) {
      expect(complaint).not.toHaveBeenCalled()
      complaint.mockRestore()
    }
  })
})
