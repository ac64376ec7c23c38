/**
 * Complaint: "circa", "only the year is known" and "between" could not be said, or were shown as a day.
 * https://github.com/NUKnightLab/TimelineJS3/issues/499 · https://github.com/NUKnightLab/TimelineJS3/issues/903
 */
import { expect, test } from '@jest/globals'
import { parseHistoricalDate } from '../../lambdas/domain/historical-date.ts'
import { dateInWords } from '../../lambdas/domain/language.ts'
import { occurrenceView } from '../../lambdas/domain/view.ts'
import { anEvent } from '../support/events.ts'
import { occurrencesOn } from '../support/occurrences.ts'
import { aSetting } from '../support/syndication.ts'

test.each([
  ['2007-06~', 'about June 2007', '2007년 6월경'],
  ['2020', '2020', '2020년'],
  ['2005/2007', '2005 to 2007', '2005년~2007년'],
  ['1999-07-14?', '14 July 1999 (uncertain)', '1999년 7월 14일(불확실)'],
])('%s is "%s", and in Korean "%s"', (date, english, korean) => {
  expect(dateInWords(parseHistoricalDate(date), 'en')).toBe(english)
  expect(dateInWords(parseHistoricalDate(date), 'ko')).toBe(korean)
})

test('what is known to the year alone has no anniversary', () => {
  const event = anEvent({ date: '2020' })
  expect(occurrencesOn([event], '2026-01-01', 'feb-28')).toEqual([])
})

test('an anniversary of about a day says so', () => {
  const event = anEvent({ date: '1999-07-14~' })
  const [occurrence] = occurrencesOn([event], '2026-07-14', 'feb-28')
  expect(occurrenceView(occurrence!, event, aSetting('en')).text).toMatch(
    /^27 years ago today: .* \(about 14 July 1999\)$/,
  )
})
