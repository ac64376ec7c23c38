/**
 * Complaint: years before 1000 lost their zeros, and the year zero and those before it meant one thing to one program and another to the next.
 * https://github.com/NUKnightLab/TimelineJS3/issues/7 · https://github.com/mark-when/markwhen/issues/104 · https://github.com/plk/biblatex/issues/427
 */
import { expect, test } from '@jest/globals'
import { InvalidDate, parseHistoricalDate } from '../../lambdas/domain/historical-date.ts'
import { dateInWords } from '../../lambdas/domain/language.ts'

test.each(['0000', '0000-01-01', '-0001', '-0476', '10000', 'Y12000'])(
  '%s is refused, and told what is allowed',
  date => {
    expect(() => parseHistoricalDate(date)).toThrow(InvalidDate)
    expect(() => parseHistoricalDate(date)).toThrow(
      expect.objectContaining({ allowed: expect.stringContaining('0001–9999') }),
    )
  },
)

test.each([
  ['0001', '0001-01-01', '0001-12-31', '1'],
  ['0476-09-04', '0476-09-04', '0476-09-04', '4 September 476'],
])('%s keeps four digits for machines, and is %s to %s', (date, start, end, words) => {
  const parsed = parseHistoricalDate(date)
  expect(parsed).toMatchObject({ start, end })
  expect(dateInWords(parsed, 'en')).toBe(words)
})
