/** Which days a run of the daily job marks. */
import { expect, test } from '@jest/globals'
import { daysToMark } from '../../../lambdas/jobs/mark-anniversaries.ts'

test.each<[string, string | undefined, string, string[]]>([
  ['the first run: today alone', undefined, '2026-07-14', ['2026-07-14']],
  ['the day after: today', '2026-07-13', '2026-07-14', ['2026-07-14']],
  ['the same day again: that day', '2026-07-14', '2026-07-14', ['2026-07-14']],
  ['a day that was passed: that day alone', '2026-07-14', '2026-07-10', ['2026-07-10']],
  ['after a gap: every day of it, in order', '2026-02-27', '2026-03-02', ['2026-02-28', '2026-03-01', '2026-03-02']],
  ['across the turn of the year', '2026-12-30', '2027-01-01', ['2026-12-31', '2027-01-01']],
  ['on the last day there is', '9999-12-31', '9999-12-31', ['9999-12-31']],
])('%s', (_, watermark, today, days) => {
  expect(daysToMark(watermark, today)).toEqual(days)
})

test('after a long gap, the last 31 days', () => {
  const days = daysToMark('2026-06-04', '2026-07-14')
  expect(days).toHaveLength(31)
  expect([days[0], days.at(-1)]).toEqual(['2026-06-14', '2026-07-14'])
  expect(daysToMark('2026-06-13', '2026-07-14')).toHaveLength(31)
  expect(daysToMark('2026-06-14', '2026-07-14')).toHaveLength(30)
})
