/** The series of the chronology against each other, year by year. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Point } from '../../lambdas/domain/event.ts'
import { describeChronology } from './chronology.ts'

describeChronology(contents => {
  const pointsOf = (id: string): Map<string, Point> =>
    new Map(contents.series.find(series => series.id === id)!.points.map(point => [point.year, point]))

  const arrivals = pointsOf('arrivals')
  const women = pointsOf('arrivals-women')
  const men = pointsOf('arrivals-men')
  const years = [...women.keys()]

  describe('women and men together', () => {
    test('are given for each year from 2002 to 2025', () => {
      expect(years).toEqual(Array.from({ length: 24 }, (_, index) => `${2002 + index}`))
      expect([...men.keys()]).toEqual(years)
    })

    test.each(years)('are the arrivals of %s, and their running totals that of all', year => {
      const [all, some, others] = [arrivals.get(year)!, women.get(year)!, men.get(year)!]
      expect(some.value + others.value).toBe(all.value)
      expect(some.cumulative! + others.cumulative!).toBe(all.cumulative)
    })
  })

  test('a running total grows by the arrivals of the year', () => {
    const points = [...arrivals.values()]
    const wrong = points.filter(({ cumulative, value }, index) => {
      const before = points[index - 1]?.cumulative
      return before !== undefined && cumulative !== undefined && cumulative !== before + value
    })
    expect(wrong.map(({ year }) => year)).toEqual([])
  })

  test('no other figure repeats the chosen one', () => {
    const repeated = contents.series.flatMap(({ id, points }) =>
      points.flatMap(({ year, value, disagreements }) =>
        disagreements.filter(text => text.en!.startsWith(`${value.toLocaleString('en')}:`)).map(() => `${id} ${year}`),
      ),
    )
    expect(repeated).toEqual([])
  })

  test('docs/sources.md shows the same comparison', async () => {
    const text = await readFile(join(import.meta.dirname, '../../docs/sources.md'), 'utf8')
    const number = (value: number) => value.toLocaleString('en')
    for (const year of years) {
      const [all, some, others] = [arrivals.get(year)!.value, women.get(year)!.value, men.get(year)!.value]
      const cells = [year, ...[some, others, some + others, all, some + others - all].map(number)]
      expect(text).toContain(`\n| ${cells.join(' | ')} | `)
    }
  })
})
