/**
 * Complaint: titles are "[object Object]", one event of 154 arrives, or the whole calendar is refused, because a simple reader cannot take an
 * optional property, a file of more than 1 MB, or a rule that starts long ago.
 * https://github.com/jens-maus/node-ical/issues/135 · https://github.com/ivan-lednev/obsidian-day-planner/issues/892
 * https://github.com/nextcloud/calendar/issues/4549 (by the rules of sabre/vobject)
 */
import { expect, test } from '@jest/globals'
import { sync } from 'node-ical'
import { isCivilDate } from '../../lambdas/domain/civil-date.ts'
import type { StoredEvent } from '../../lambdas/domain/event.ts'
import { getAnniversariesCalendar } from '../../lambdas/endpoints/feeds/get-calendars.ts'
import { icalendar } from '../../lambdas/feeds/icalendar.ts'
import { aCalendar, CALENDAR_NAMES } from '../support/calendars.ts'
import { type Component, linesOf, readComponent } from '../support/content-lines.ts'
import { anEvent } from '../support/events.ts'
import { aSetting, chronology } from '../support/syndication.ts'

const everyEvent = async (): Promise<StoredEvent[]> => [
  ...(await chronology()).events,
  ...['0044-03-15', '0476-09-04', '1443-12-30', '1896-02-29'].map(date => anEvent({ id: `of-${date}`, date })),
]

test.each(CALENDAR_NAMES)('%s: node-ical reads every title as text', async name => {
  const document = icalendar(aCalendar(name, await everyEvent(), aSetting('ko')))
  const events = Object.values(sync.parseICS(document)).filter(each => each?.type === 'VEVENT')
  expect(events.length).toBeGreaterThan(150)
  for (const { summary, description, url } of events)
    expect([typeof summary, typeof description, typeof url]).toEqual(['string', 'string', 'string'])
})

/** vdirsyncer takes the first UID that it finds in an event and what surrounds it. */
const uidForVdirsyncer = (calendar: Component, event: Component) =>
  [calendar, event].flatMap(each => linesOf(each, 'UID'))[0]!.value

/** Rules by which sabre/vobject (Nextcloud, Baïkal) and ical (Home Assistant) accept a file. */
const RULES: Record<string, (calendar: Component) => boolean> = {
  'vdirsyncer: every event has a UID of its own': calendar => {
    const uids = calendar.components.map(event => uidForVdirsyncer(calendar, event))
    return new Set(uids).size === uids.length
  },
  'sabre: VERSION and PRODID once, no METHOD': calendar =>
    ['VERSION', 'PRODID'].every(name => linesOf(calendar, name).length === 1) &&
    linesOf(calendar, 'METHOD').length === 0,
  'sabre: components of one type': calendar => new Set(calendar.components.map(({ name }) => name)).size === 1,
  'sabre: UID, DTSTAMP and DTSTART once, DTEND and no DURATION': ({ components }) =>
    components.every(
      event =>
        ['UID', 'DTSTAMP', 'DTSTART', 'DTEND'].every(name => linesOf(event, name).length === 1) &&
        linesOf(event, 'DURATION').length === 0,
    ),
  'Home Assistant: days that exist, and an end after the start': ({ components }) =>
    components.every(event => {
      const [start, end] = ['DTSTART', 'DTEND'].map(name =>
        linesOf(event, name)[0]!.value.replace(/(....)(..)(..)/, '$1-$2-$3'),
      )
      return isCivilDate(start!) && isCivilDate(end!) && start! < end!
    }),
  'Home Assistant: rules of FREQ, INTERVAL, BYMONTH and BYMONTHDAY': ({ components }) =>
    components
      .flatMap(event => linesOf(event, 'RRULE'))
      .every(({ value }) => /^FREQ=YEARLY((;INTERVAL=4)?;BYMONTH=2;BYMONTHDAY=(-1|29))?$/.test(value)),
}

test.each(CALENDAR_NAMES.flatMap(name => Object.entries(RULES).map(([rule, holds]) => ({ name, rule, holds }))))(
  '$name keeps to $rule',
  async ({ name, holds }) => {
    const calendar = readComponent(icalendar(aCalendar(name, await everyEvent(), aSetting('en'))))
    expect(holds(calendar)).toBe(true)
  },
)

test('a yearly entry starts less than 30 years ago, on its day, and says in which year it happened', () => {
  for (const [today, start] of [
    ['2026-07-14', '20000904'],
    ['2029-12-31', '20000904'],
    ['2030-01-01', '20100904'],
  ] as const) {
    const document = icalendar(aCalendar('anniversaries', [anEvent({ date: '0476-09-04' })], aSetting('en'), { today }))
    const [event] = readComponent(document).components
    expect(linesOf(event!, 'DTSTART')[0]!.value).toBe(start)
    expect(linesOf(event!, 'SUMMARY')[0]!.value).toContain('476')
  }
})

test.each([
  ['all', ''],
  ['those of a filter', 'law'],
])(
  'of %s, a calendar has as many of the most significant as fit into 950 kB, and says of how many',
  async (_, category) => {
    const { contents } = await chronology()
    const long = { en: 'x'.repeat(4_000) }
    const events = Array.from({ length: 600 }, (_, index) =>
      anEvent({
        id: `event-${index}`,
        date: `${1400 + index}-07-14`,
        summary: long,
        significance: index < 100 ? 5 : 1,
      }),
    )
    const store = {
      values: async () => [],
      counts: async () => [{ value: '1997', events: events.length }],
      list: async ({ significance: [least] }: { significance: number[] }, { after }: { after?: string }) => ({
        items: after ? [] : events.filter(({ significance }) => significance === least),
      }),
    }
    const request = {
      parameters: { category: category === '' ? [] : [category], tag: [], minSignificance: 1 },
      renderContext: aSetting('en', contents.timeline),
      metadata: { updatedAt: '2026-01-01T00:00:00Z' },
      rawPath: '/feeds/anniversaries.ics',
      today: () => '2026-07-14',
    }
    // biome-ignore lint/suspicious/noExplicitAny: as much of a request and a store as the calendar asks for
    const { body } = await getAnniversariesCalendar.handle(request as any, { events: store } as any)
    const bytes = Buffer.byteLength(body as string)
    expect(bytes).toBeLessThanOrEqual(950_000)
    expect(bytes).toBeGreaterThan(900_000)
    const calendar = readComponent(body as string)
    const { length } = calendar.components
    expect(linesOf(calendar, 'X-WR-CALDESC')[0]!.value).toContain(`the ${length} most significant of 600 events`)
  },
)
