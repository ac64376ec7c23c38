/**
 * Complaint: subscribed calendars were refreshed once a week or never, for they did not say how often, or only by one of the two names.
 * https://github.com/adamgibbons/ics/issues/259 · https://github.com/ical-org/ical.net/issues/234
 */
import { expect, test } from '@jest/globals'
import { icalendar } from '../../lambdas/feeds/icalendar.ts'
import { aCalendar, CALENDAR_NAMES } from '../support/calendars.ts'
import { linesOf, readComponent } from '../support/content-lines.ts'
import { anEvent } from '../support/events.ts'
import { aSetting } from '../support/syndication.ts'

test.each(CALENDAR_NAMES)(
  '%s, empty or not, asks to be refreshed daily, by the standard name and the old one, and says from where',
  name => {
    for (const events of [[], [anEvent()]]) {
      const calendar = readComponent(icalendar(aCalendar(name, events, aSetting('ko'))))
      expect(['REFRESH-INTERVAL', 'X-PUBLISHED-TTL', 'SOURCE'].map(each => linesOf(calendar, each))).toEqual([
        [{ name: 'REFRESH-INTERVAL', parameters: { VALUE: 'DURATION' }, value: 'P1D' }],
        [{ name: 'X-PUBLISHED-TTL', parameters: {}, value: 'P1D' }],
        [{ name: 'SOURCE', parameters: { VALUE: 'URI' }, value: `https://annals.example/feeds/${name}.ics?lang=ko` }],
      ])
    }
  },
)
