/** The two calendars: which events are in them, on which days, under which words, and what stays when things change. */
import { describe, expect, test } from '@jest/globals'
import type { StoredEvent } from '../../../lambdas/domain/event.ts'
import type { CalendarEntry, CalendarName } from '../../../lambdas/feeds/calendar.ts'
import { icalendar } from '../../../lambdas/feeds/icalendar.ts'
import { entryUid } from '../../../lambdas/feeds/identity.ts'
import { aCalendar, CALENDAR_NAMES } from '../../support/calendars.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import { aSetting } from '../../support/syndication.ts'

const english = aSetting('en')
const korean = aSetting('ko')

const claimed = anEvent({
  status: 'claimed',
  attribution: { en: 'The crew', ko: '선원' },
  note: { en: 'The Ministry counted 1,580.', ko: '부처 집계는 1,580명이다.' },
  tags: [{ id: 'settlement', name: { en: 'Settlement', ko: '정착' } }],
  figures: [
    {
      label: { en: 'Arrivals', ko: '입국 인원' },
      value: 1600,
      unit: { id: 'people', name: { en: 'people', ko: '명' } },
    },
  ],
  sources: [
    { title: 'The Log', publisher: 'The Port', url: 'https://port.example/log', published: '1997-07~', supports: '' },
    { title: 'A Report', publisher: 'The Paper', url: 'https://paper.example/1', supports: '' },
  ],
})
const observed = anEvent({ observance: { since: 2024, name: { en: 'Act Day', ko: '법의 날' } } })

const entryOf = (name: CalendarName, event: StoredEvent, context = english): CalendarEntry | undefined =>
  aCalendar(name, [event], context).entries[0]

describe('the anniversaries', () => {
  test.each([
    ['a day', '2004-07-14', '2004-07-14'],
    ['a day of 1997, from 2000 on', '1997-07-14', '2000-07-14'],
    ['an interval, on its first day', '2013-08-20/2013-08-24', '2013-08-20'],
    ['an interval of which only the first day is known', '2013-08-20/2013-09', '2013-08-20'],
    ['a day of the year 1, from 2000 on', '0001-01-01', '2000-01-01'],
    ['a day of 476, from 2000 on', '0476-09-04', '2000-09-04'],
  ])('hold %s once, from it on and each year', (_, date, first) => {
    expect(entryOf('anniversaries', anEvent({ date }))).toMatchObject({
      first,
      last: first,
      recurrence: 'FREQ=YEARLY',
    })
  })

  test.each(['2004-10', '2020', '2007-06~', '2005/2007', '2005-03/2005-04-01'])(
    'leave out %s, whose day is unknown',
    date => {
      expect(entryOf('anniversaries', anEvent({ date }))).toBeUndefined()
    },
  )

  test('give the year after the title', () => {
    expect(entryOf('anniversaries', anEvent())?.summary).toBe('The Act enters into force (1997)')
    expect(entryOf('anniversaries', anEvent(), korean)?.summary).toBe('법률 시행 (1997년)')
  })

  test('hold an observance from the first year in which it was kept, under its name', () => {
    expect(entryOf('anniversaries', observed)).toMatchObject({
      first: '2024-07-14',
      last: '2024-07-14',
      recurrence: 'FREQ=YEARLY',
      summary: 'Act Day',
    })
    expect(entryOf('anniversaries', observed, korean)?.summary).toBe('법의 날')
  })
})

describe('the timeline', () => {
  test.each([
    ['a day', '1997-07-14', '1997-07-14', '1997-07-14'],
    ['an interval, on all its days', '2013-08-20/2013-08-24', '2013-08-20', '2013-08-24'],
    ['an observance, when its event happened', '1997-07-14', '1997-07-14', '1997-07-14', observed],
  ])('holds %s, without recurrence', (_, date, first, last, event: StoredEvent = anEvent()) => {
    const entry = entryOf('timeline', { ...event, date })
    expect(entry).toMatchObject({ first, last, summary: 'The Act enters into force' })
    expect(entry).not.toHaveProperty('recurrence')
  })

  test.each(['2004-10', '2020', '2007-06~', '2005/2007', '2013-08-20/2013-09', '2005-03/2005-04-01'])(
    'leaves out %s, the days of which are not known',
    date => {
      expect(entryOf('timeline', anEvent({ date }))).toBeUndefined()
    },
  )
})

describe.each(CALENDAR_NAMES)('an entry of %s', name => {
  test('never makes a claim read as a fact', () => {
    const entry = entryOf(name, claimed)
    expect(entry?.summary).toMatch(/^\[Claimed\] The Act enters into force/)
    expect(entry?.description).toMatch(/^Claimed\. According to: The crew\n/)
    expect(entryOf(name, claimed, korean)?.description).toMatch(/^주장\. 근거: 선원\n/)
  })

  test('says in plain text what, when, how many, what is disputed, and by which sources', () => {
    expect(entryOf(name, claimed)?.description).toBe(
      [
        'Claimed. According to: The crew',
        '',
        'The Act began to apply.',
        '',
        'When: 14 July 1997',
        'Arrivals: 1,600 people',
        'Note: The Ministry counted 1,580.',
        '',
        'Sources:',
        '- The Log, The Port, about July 1997',
        'https://port.example/log',
        '- A Report, The Paper',
        'https://paper.example/1',
      ].join('\n'),
    )
  })

  test('says in Korean what it says in English', () => {
    expect(entryOf(name, claimed, korean)?.description).toBe(
      [
        '주장. 근거: 선원',
        '',
        '법률이 시행되었다.',
        '',
        '날짜: 1997년 7월 14일',
        '입국 인원: 1,600명',
        '비고: 부처 집계는 1,580명이다.',
        '',
        '출처:',
        '- The Log, The Port, 1997년 7월경',
        'https://port.example/log',
        '- A Report, The Paper',
        'https://paper.example/1',
      ].join('\n'),
    )
  })

  test('of an observance says what it is kept for, and since when', () => {
    const reported: StoredEvent = { ...observed, status: 'reported', attribution: { en: 'A paper' } }
    const title = name === 'anniversaries' ? '[Reported] The Act enters into force\n\n' : ''
    const start = `Reported. According to: A paper\n\n${title}The Act began to apply.\n\n`
    const lines = entryOf(name, reported)?.description
    expect(lines?.slice(0, start.length)).toBe(start)
    expect(lines).toContain('\nWhen: 14 July 1997\nObserved every year since: 2024 – Act Day\n')
  })

  test.each([
    ['1999-07-14~', 'The Act enters into force (about 14 July 1999)'],
    ['1999-07-14?', 'The Act enters into force (14 July 1999 (uncertain))'],
    ['2013-08-20/2013-08-24~', 'The Act enters into force (20 August 2013 to about 24 August 2013)'],
  ])('on %s does not claim that day for certain', (date, summary) => {
    expect(entryOf(name, anEvent({ date }))?.summary).toBe(summary)
  })

  test('has the category and the tags, and the address of the event', () => {
    expect(entryOf(name, claimed)).toMatchObject({
      categories: ['Law', 'Settlement'],
      url: 'https://annals.example/events/act-in-force',
    })
    expect(entryOf(name, claimed, korean)).toMatchObject({
      categories: ['법률', '정착'],
      url: 'https://annals.example/ko/events/act-in-force',
    })
  })

  test('says that a part of it is in another language', () => {
    expect(entryOf(name, claimed)?.description).not.toContain('not translated')
    const untranslated = entryOf(name, anEvent({ title: { ko: '법률 시행' } }))
    expect(untranslated?.summary).toMatch(/^법률 시행/)
    expect(untranslated?.description).toMatch(/\n\nParts of this are not translated yet/)
  })

  test('keeps its identity when it is corrected, but says when and how often', () => {
    const { uid, created } = entryOf(name, anEvent())!
    const corrected = anEvent({ title: { en: 'Corrected' }, updatedAt: '2026-03-02T15:30:00Z', revision: 3 })
    expect(entryOf(name, anEvent())).toMatchObject({ updated: '2026-01-01T00:00:00Z', sequence: 0 })
    expect(entryOf(name, corrected)).toMatchObject({ uid, created, updated: '2026-03-02T15:30:00Z', sequence: 2 })
  })

  test('is the same at another host, under another title and in another time zone', () => {
    const uids = [
      english,
      { ...english, publicUrl: 'http://elsewhere.example:8080' },
      aSetting('en', aTimeline({ title: { en: 'Renamed' }, timeZone: 'America/Adak', languages: ['ko', 'en'] })),
    ].map(context => entryOf(name, anEvent({ title: { en: context.publicUrl } }), context)?.uid)
    expect(new Set(uids).size).toBe(1)
  })
})

describe.each(CALENDAR_NAMES)('the calendar %s', name => {
  test('is named after the timeline, in words of the language', () => {
    const title = { en: 'A timeline', ko: '연표' }
    const words = (context: typeof english) => {
      const { name: itsName, description } = aCalendar(name, [], context)
      return { itsName, description }
    }
    expect(words(english).itsName).toContain(title.en)
    expect(words(korean).itsName).toContain(title.ko)
    expect(words(korean).description).not.toMatch(/[A-Za-z]/)
  })

  test('says how many events are left out, and nothing when none is', () => {
    const [day, month, year] = ['1997-07-14', '2004-10', '2020'].map((date, index) =>
      anEvent({ id: `e${index}`, date }),
    )
    const description = (events: StoredEvent[], context = english) => aCalendar(name, events, context).description
    expect(description([day!])).not.toMatch(/left out|\d/)
    expect(description([day!, month!])).toMatch(/ 1 event is left out, for its exact day is not known\.$/)
    expect(description([day!, month!, year!])).toMatch(/ 2 events are left out, for their exact day is not known\.$/)
    expect(description([day!, month!, year!], korean)).toMatch(/ 정확한 날짜를 알 수 없는 사건 2건은 제외\.$/)
  })

  test('says of how many events it holds the most significant, and nothing when it holds all', () => {
    const description = (total: number, context = english) =>
      aCalendar(name, [anEvent({ date: '2020' })], context, { total }).description
    expect(description(1)).not.toMatch(/significant/)
    expect(description(12_345)).toMatch(/ Made from the 1 most significant of 12,345 events\. 1 event is left out/)
    expect(description(12_345, korean)).toMatch(/ 전체 사건 12,345건 가운데 중요도가 높은 1건\. 정확한/)
  })

  test('was updated when the timeline last changed, even when what changed is gone', () => {
    expect(aCalendar(name, [], english, { changedAt: '2026-05-05T05:05:05Z' }).updated).toBe('2026-05-05T05:05:05Z')
  })

  test('keeps the order of the events', () => {
    const events = ['b', 'a', 'c'].map(id => anEvent({ id }))
    expect(aCalendar(name, events, english).entries.map(entry => entry.url.at(-1))).toEqual(['b', 'a', 'c'])
  })

  test('is the same bytes whenever it is made, and leaves the events alone', () => {
    const events = [claimed, observed, anEvent({ date: '2020' })]
    const before = structuredClone(events)
    const write = () => icalendar(aCalendar(name, structuredClone(events), korean))
    expect(write()).toBe(write())
    icalendar(aCalendar(name, events, korean))
    expect(events).toEqual(before)
  })
})

describe('identities', () => {
  // These are in the calendars of every subscriber: a change here makes every entry another one.
  test.each([
    [entryUid(english, 'anniversaries', 'act-in-force'), 'eaf6ae7b-1975-5dfc-af39-e29c93f73701'],
    [entryUid(english, 'timeline', 'act-in-force'), '92565909-23f9-59dc-b6e9-6669760e66a6'],
    [entryUid(korean, 'timeline', 'act-in-force'), 'd2148111-6e68-5164-8e17-1af7cdfe6da9'],
  ])('are for ever %s', (uid, known) => {
    expect(uid).toBe(known)
  })

  test('differ by calendar and language, so that one may subscribe to all', () => {
    const uids = CALENDAR_NAMES.flatMap(name =>
      [english, korean].map(context => entryOf(name, anEvent(), context)?.uid),
    )
    expect(new Set(uids).size).toBe(4)
  })
})
