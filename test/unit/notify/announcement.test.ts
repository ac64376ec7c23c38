/** What is announced: every highlight while they are few, and never more than a message or an event may hold. */
import { describe, expect, test } from '@jest/globals'
import type { Recurring } from '../../../lambdas/domain/anniversary.ts'
import type { StoredEvent } from '../../../lambdas/domain/event.ts'
import { announcementOf } from '../../../lambdas/notify/notifier.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import { occurrenceOn } from '../../support/occurrences.ts'

const DAY = '2026-07-14'
const PUBLIC_URL = 'https://annals.example'
/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html, and of EventBridge since its start. */
const MOST_BYTES = 256 * 1024

const highlightsOf = (count: number, overrides: Partial<StoredEvent> = {}): Recurring[] =>
  Array.from({ length: count }, (_, i) => {
    const event = anEvent({ id: `event-${i}`, ...overrides })
    return { occurrence: occurrenceOn(event, DAY, 'feb-28')!, event }
  })
/** The lines of each language, without their heading. */
const sectionsOf = (text: string) => text.split('\n\n').map(section => section.split('\n').slice(1))

describe('the text', () => {
  test.each([1, 20])('of %i is all of them in each language, and says nothing of more', count => {
    const { text, more } = announcementOf(DAY, { highlights: highlightsOf(count), more: 0 }, aTimeline(), PUBLIC_URL)
    expect(sectionsOf(text).map(lines => lines.length)).toEqual([2 * count, 2 * count])
    expect(text).not.toMatch(/ more|그 밖에/)
    expect(more).toBe(0)
  })

  test.each([
    [21, 0, 'and 1 more', '그 밖에 1건'],
    [100, 2612, 'and 2,692 more', '그 밖에 2,692건'],
    [3, 1, 'and 1 more', '그 밖에 1건'],
  ])('of %i highlights and %i more says how many it leaves out, and where they are', (count, more, english, korean) => {
    const announcement = announcementOf(DAY, { highlights: highlightsOf(count), more }, aTimeline(), PUBLIC_URL)
    const [en, ko] = sectionsOf(announcement.text)
    expect(en!.slice(-2)).toEqual([`- ${english}`, `  ${PUBLIC_URL}/on/07-14`])
    expect(ko!.slice(-2)).toEqual([`- ${korean}`, `  ${PUBLIC_URL}/ko/on/07-14`])
    expect([en!.length, ko!.length]).toEqual(Array(2).fill(2 * (Math.min(count, 20) + 1)))
    expect(announcement.occurrences).toHaveLength(count)
    expect(announcement.more).toBe(more)
  })
})

test('the longest that there can be fits a message and an event', () => {
  // Twenty languages, of which each text is as long as it may be, in the characters that are longest as JSON.
  const languages = Array.from({ length: 20 }, (_, i) => `q${String.fromCharCode(97 + i)}-Hant-001`)
  const longest = (length: number) => Object.fromEntries(languages.map(language => [language, '\u0001'.repeat(length)]))
  const highlights = highlightsOf(100, {
    id: 'x'.repeat(100),
    date: '1026-07-14%',
    title: longest(300),
    status: 'disputed',
    attribution: longest(500),
  })
  const timeline = aTimeline({ languages, title: longest(200) })
  const publicUrl = `https://${'x'.repeat(250)}.example`
  const announcement = announcementOf(DAY, { highlights, more: 999_900 }, timeline, publicUrl)
  expect(announcement.text.match(/and 999,997 more/g)).toHaveLength(20)
  expect(Buffer.byteLength(announcement.text)).toBeLessThan(MOST_BYTES)
  expect(Buffer.byteLength(JSON.stringify(announcement))).toBeLessThan(MOST_BYTES)
})
