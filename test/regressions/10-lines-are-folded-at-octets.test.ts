/**
 * Complaint: lines were folded at characters rather than octets, within an escape, or left an empty continuation: Google dropped the event,
 * iCloud the calendar.
 * https://github.com/ical-org/ical.net/issues/693 · https://github.com/ical4j/ical4j/issues/832 · https://github.com/collective/icalendar/pull/1502
 */
import { expect, test } from '@jest/globals'
import { icalendar } from '../../lambdas/feeds/icalendar.ts'
import { aCalendar } from '../support/calendars.ts'
import { octetsOf, physicalLines, readComponent, textOf } from '../support/content-lines.ts'
import { anEvent } from '../support/events.ts'
import { aSetting } from '../support/syndication.ts'

const START = 'SUMMARY:'

/** The lines of the summary of an event with this title, which `part` follows so that it begins at `octet` of the line, counted from 1. */
function summaryLines(part: string, octet: number): { lines: string[]; title: string } {
  const title = `${'x'.repeat(octet - 1 - START.length)}${part}`
  const calendar = aCalendar('timeline', [anEvent({ title: { en: title } })], aSetting('en'))
  const lines = physicalLines(icalendar(calendar))
  const first = lines.findIndex(line => line.startsWith(START))
  return {
    title,
    lines: lines.slice(
      first,
      lines.findIndex(line => line.startsWith('DESCRIPTION:The')),
    ),
  }
}

test.each(['😀', '한', ',', ';', '\\', '\n'])('%j around the 75th octet stays whole', part => {
  for (const octet of [70, 71, 72, 73, 74, 75, 76, 77]) {
    const { lines, title } = summaryLines(part, octet)
    expect(lines.map(octetsOf).filter(octets => octets > 75)).toEqual([])
    // Each line is read by itself: were an escape parted, neither half would be a text.
    const [start, ...continuations] = lines
    const parts = [start!.slice(START.length), ...continuations.map(line => line.slice(1))]
    expect(parts.map(textOf).join('')).toBe(title)
  }
})

test('a line of 75 octets is not folded, and one of 76 leaves one octet', () => {
  expect(summaryLines('x', 75).lines).toHaveLength(1)
  expect(summaryLines('x', 76).lines.map(octetsOf)).toEqual([75, 2])
  expect(summaryLines('한', 73).lines).toHaveLength(1)
  expect(summaryLines('한', 74).lines.map(octetsOf)).toEqual([73, 4])
})

test('every line ends in CRLF, also where a text has line ends of other kinds', () => {
  const event = anEvent({ summary: { en: 'One\rTwo\nThree\r\nFour' } })
  const document = icalendar(aCalendar('timeline', [event], aSetting('en')))
  expect(physicalLines(document)).not.toHaveLength(0)
  const [component] = readComponent(document).components
  expect(component!.lines.find(line => line.name === 'DESCRIPTION')?.value).toMatch(/^One\\nTwo\\nThree\\nFour\\n\\n/)
})
