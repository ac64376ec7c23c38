/** What is written is what calendar readers read: every field of both calendars of the whole chronology, by parsers that know nothing of Annals. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import ICAL from 'ical.js'
import { type CalendarResponse, sync, type VEvent } from 'node-ical'
import { addDays, type CivilDate, civilDate } from '../../../lambdas/domain/civil-date.ts'
import type { StoredEvent } from '../../../lambdas/domain/event.ts'
import { parseHistoricalDate } from '../../../lambdas/domain/historical-date.ts'
import { dateInWords, phrasesOf } from '../../../lambdas/domain/language.ts'
import type { Calendar, CalendarEntry, CalendarName } from '../../../lambdas/feeds/calendar.ts'
import { icalendar } from '../../../lambdas/feeds/icalendar.ts'
import { aCalendar, CALENDAR_NAMES, calendarComponent } from '../../support/calendars.ts'
import { textOf } from '../../support/content-lines.ts'
import { aSetting, chronology } from '../../support/syndication.ts'

let calendars: { name: CalendarName; language: string; calendar: Calendar }[]
let events: StoredEvent[]

beforeAll(async () => {
  const { contents, events: all } = await chronology()
  events = all
  calendars = contents.timeline.languages.flatMap(language =>
    CALENDAR_NAMES.map(name => ({
      name,
      language,
      calendar: aCalendar(name, all, aSetting(language, contents.timeline)),
    })),
  )
})

const eventOf = ({ url }: CalendarEntry): StoredEvent =>
  events.find(({ id }) => id === new URL(url).pathname.split('/').at(-1))!

describe('the chronology', () => {
  test('is worth reading back: both calendars, both languages, intervals, an observance, claims, and events left out', () => {
    expect(calendars.map(({ name, language }) => `${name} ${language}`)).toEqual([
      'anniversaries en',
      'timeline en',
      'anniversaries ko',
      'timeline ko',
    ])
    for (const { name, calendar } of calendars) {
      expect(calendar.entries.length).toBeGreaterThan(100)
      expect(calendar.entries.length).toBeLessThan(events.length)
      expect(calendar.entries.some(entry => entry.first < entry.last)).toBe(name === 'timeline')
      expect(calendar.entries.filter(entry => eventOf(entry).status !== 'confirmed').length).toBeGreaterThan(10)
    }
    expect(events.some(event => event.observance)).toBe(true)
  })

  test('is read back by ical.js', () => {
    for (const { calendar } of calendars) {
      const root = calendarComponent(icalendar(calendar))
      const values = (component: ICAL.Component, ...names: string[]) =>
        names.map(name => String(component.getFirstPropertyValue(name)))
      expect(values(root, 'version', 'calscale', 'description')).toEqual(['2.0', 'GREGORIAN', calendar.description])
      // It knows no type for these, and leaves them as they are written.
      expect(values(root, 'name', 'x-wr-calname', 'x-wr-caldesc').map(textOf)).toEqual([
        calendar.name,
        calendar.name,
        calendar.description,
      ])
      expect(values(root, 'url', 'source', 'color', 'refresh-interval', 'x-published-ttl', 'last-modified')).toEqual([
        calendar.homeUrl,
        calendar.selfUrl,
        calendar.color.name,
        calendar.refresh,
        calendar.refresh,
        calendar.updated,
      ])
      const read = root.getAllSubcomponents('vevent').map(component => {
        const event = new ICAL.Event(component)
        const recurrence = component.getFirstPropertyValue('rrule')
        return {
          uid: event.uid,
          created: String(component.getFirstPropertyValue('created')),
          updated: String(component.getFirstPropertyValue('last-modified')),
          stamp: String(component.getFirstPropertyValue('dtstamp')),
          sequence: event.sequence,
          first: event.startDate.toString(),
          after: event.endDate.toString(),
          isDate: event.startDate.isDate && event.endDate.isDate,
          ...(recurrence === null ? {} : { recurrence: String(recurrence) }),
          summary: event.summary,
          description: event.description,
          categories: component.getFirstProperty('categories')?.getValues(),
          url: component.getFirstPropertyValue('url'),
          transparency: component.getFirstPropertyValue('transp'),
        }
      })
      expect(read).toEqual(
        calendar.entries.map(({ last, ...entry }) => ({
          ...entry,
          stamp: entry.updated,
          after: addDays(last, 1),
          isDate: true,
          transparency: 'TRANSPARENT',
        })),
      )
    }
  })

  test('is read back by node-ical', () => {
    /** By the clock of this machine, as it means days. */
    const dayOf = (date: Date): CivilDate => civilDate(date.getFullYear(), date.getMonth() + 1, date.getDate())
    const instantOf = (date: Date) => date.toISOString().replace('.000', '')
    for (const { calendar } of calendars) {
      const response: CalendarResponse = sync.parseICS(icalendar(calendar))
      expect(response.vcalendar).toMatchObject({ 'WR-CALNAME': calendar.name, 'PUBLISHED-TTL': calendar.refresh })
      const read = Object.values(response).filter((each): each is VEvent => each?.type === 'VEVENT')
      expect(
        read.map(event => ({
          uid: event.uid,
          stamp: instantOf(event.dtstamp),
          updated: instantOf(event.lastmodified!),
          created: instantOf(event.created!),
          sequence: Number(event.sequence),
          kind: event.datetype,
          first: dayOf(event.start),
          after: dayOf(event.end!),
          recurs: event.rrule !== undefined,
          summary: event.summary,
          description: event.description,
          categories: event.categories,
          url: event.url,
          transparency: event.transparency,
        })),
      ).toEqual(
        calendar.entries.map(entry => ({
          uid: entry.uid,
          stamp: entry.updated,
          updated: entry.updated,
          created: entry.created,
          sequence: entry.sequence,
          kind: 'date',
          first: entry.first,
          after: addDays(entry.last, 1),
          recurs: entry.recurrence !== undefined,
          summary: entry.summary,
          description: entry.description,
          categories: entry.categories,
          url: entry.url,
          transparency: 'TRANSPARENT',
        })),
      )
    }
  })
})

describe('every event of the chronology', () => {
  test('is in both calendars if its days are known, and is counted as left out if not', () => {
    for (const { calendar, language } of calendars) {
      const known = events.filter(event => /^\d{4}-\d\d-\d\d/.test(event.date))
      expect(calendar.entries.map(eventOf)).toEqual(known)
      expect(calendar.description).toContain(
        language === 'en' ? `${events.length - known.length} events` : `사건 ${events.length - known.length}건`,
      )
    }
  })

  test('shows its sources, its date in words, its figures and its note', () => {
    for (const { calendar, language } of calendars)
      for (const entry of calendar.entries) {
        const event = eventOf(entry)
        const lines = entry.description.split('\n')
        for (const { url, title, publisher } of event.sources) {
          expect(lines).toContain(url)
          const shown = typeof title === 'string' ? title : title[language]
          expect(lines).toContainEqual(expect.stringContaining(`- ${shown}, ${publisher}`))
        }
        const date = dateInWords(parseHistoricalDate(event.date), language)
        expect(lines).toContain(`${phrasesOf(language).labels.when}: ${date}`)
        expect(lines).toContain(event.summary![language])
        for (const { label, value } of event.figures)
          expect(lines).toContainEqual(expect.stringContaining(`${label[language]}: ${value.toLocaleString(language)}`))
        if (event.note) expect(entry.description).toContain(event.note[language])
      }
  })

  test('shows its status and who says so unless it is confirmed, before anything else', () => {
    for (const { name, calendar, language } of calendars)
      for (const entry of calendar.entries) {
        const event = eventOf(entry)
        const status = phrasesOf(language).status[event.status]
        if (event.status === 'confirmed') expect(entry.summary).not.toMatch(/^\[/)
        else {
          if (name === 'timeline' || !event.observance) expect(entry.summary).toMatch(new RegExp(`^\\[${status}\\] `))
          const [first] = entry.description.split('\n')
          expect(first!.startsWith(`${status}. `)).toBe(true)
          expect(first).toContain(event.attribution![language])
        }
      }
  })
})
