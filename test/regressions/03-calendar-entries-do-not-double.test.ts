/**
 * Complaint: every refresh of a calendar added its entries once more, because their UIDs were random, or made of the title or the host.
 * https://github.com/alphagov/calendars/issues/753 · https://github.com/sebbo2002/ical-generator/issues/28
 */
import { expect, test } from '@jest/globals'
import { icalendar } from '../../lambdas/feeds/icalendar.ts'
import { aCalendar, CALENDAR_NAMES, eventComponents } from '../support/calendars.ts'
import { anEvent } from '../support/events.ts'
import { aSetting } from '../support/syndication.ts'

const UIDS = { anniversaries: 'eaf6ae7b-1975-5dfc-af39-e29c93f73701', timeline: '92565909-23f9-59dc-b6e9-6669760e66a6' }

test.each(CALENDAR_NAMES)('%s: a move, a new title and a correction leave the UID as it is', name => {
  const versions = [
    { publicUrl: 'http://annals.example', title: 'Act in force', date: '1997-07-14', revision: 1 },
    { publicUrl: 'https://www.annals.example', title: 'The Act enters into force', date: '1997-07-15', revision: 2 },
  ]
  const uids = versions.map(({ publicUrl, title, date, revision }) => {
    const calendar = aCalendar(name, [anEvent({ title: { en: title }, date, revision })], {
      ...aSetting('en'),
      publicUrl,
    })
    return eventComponents(icalendar(calendar)).map(event => event.getFirstPropertyValue('uid'))
  })
  expect(uids).toEqual([[UIDS[name]], [UIDS[name]]])
})

test.each(CALENDAR_NAMES)('%s: a correction tells calendars to replace the entry', name => {
  const stamps = (event: Parameters<typeof anEvent>[0]) =>
    eventComponents(icalendar(aCalendar(name, [anEvent(event)], aSetting('en')))).map(component =>
      ['sequence', 'dtstamp', 'last-modified', 'created'].map(each => String(component.getFirstPropertyValue(each))),
    )
  const added = '2026-01-01T00:00:00Z'
  expect(stamps({})).toEqual([['0', added, added, added]])
  const corrected = '2026-03-02T15:30:00Z'
  expect(stamps({ updatedAt: corrected, revision: 2 })).toEqual([['1', corrected, corrected, added]])
})
