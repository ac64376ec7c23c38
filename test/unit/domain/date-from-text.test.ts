/** Dates as people write them are read as EDTF, and dates in words are read back. */
import { describe, expect, test } from '@jest/globals'
import { daysInMonth } from '../../../lambdas/domain/civil-date.ts'
import { dateFromText } from '../../../lambdas/domain/date-from-text.ts'
import { parseHistoricalDate } from '../../../lambdas/domain/historical-date.ts'
import { dateInWords } from '../../../lambdas/domain/language.ts'
import fc from '../../support/fast-check.ts'
import { cases } from '../../support/thorough.ts'

describe('a date as people write it', () => {
  test.each([
    ['1997-07-14', '1997-07-14'],
    ['1913', '1913'],
    ['3 May 1931', '1931-05-03'],
    ['3rd of May, 1931', '1931-05-03'],
    ['Monday, 3 May 1931', '1931-05-03'],
    ['May 3, 1931', '1931-05-03'],
    ['1931 May 3', '1931-05-03'],
    ['Sept. 1931', '1931-09'],
    ['1er août 1944', '1944-08-01'],
    ['3. März 1931', '1931-03-03'],
    ['3 de mayo de 1931', '1931-05-03'],
    ['1923년 5월 3일', '1923-05-03'],
    ['1923년 5월', '1923-05'],
    ['1923年5月3日', '1923-05-03'],
    ['c. 1920', '1920~'],
    ['circa 1920 (?)', '1920%'],
    ['1920?', '1920?'],
    ['1920년경', '1920~'],
    ['spring 1945', '1945-21'],
    ['Fall, 1945', '1945-23'],
    ['1945년 겨울', '1945-24'],
    ['1939-1945', '1939/1945'],
    ['1939–45', '1939/1945'],
    ['c. 1920-1925', '1920~/1925~'],
    ['3-5 May 1931', '1931-05-03/1931-05-05'],
    ['May to July 1931', '1931-05/1931-07'],
    ['3 May - 5 June 1931', '1931-05-03/1931-06-05'],
    ['14/07/1997 - 16/07/1997', '1997-07-14/1997-07-16'],
    ['2007/2005', '2005/2007'],
    ['since 2004', '2004/..'],
    ['2004–present', '2004/..'],
    ['until March 1985', '../1985-03'],
    ['1990s', '199X'],
    ['about the 1880s', '188X~'],
    ['1900s', '190X'],
    ['1990년대', '199X'],
    ['1990er Jahre', '199X'],
    ['19th century', '18XX'],
    ['XIXe siècle', '18XX'],
    ['siglo XIX', '18XX'],
    ['19세기', '18XX'],
    ['14/07/1997', '1997-07-14'],
    ['07/14/1997', '1997-07-14'],
    ['05/05/1931', '1931-05-05'],
    ['3.5.1931', '1931-05-03'],
    ['7/1997', '1997-07'],
    ['1997/7/14', '1997-07-14'],
    ['1997-14-07', '1997-07-14'],
    ['19970714', '1997-07-14'],
    ['1997-07-14T09:00:00Z', '1997-07-14'],
    ['35625', '1997-07-14'],
    ['35625.375', '1997-07-14'],
    ['１９９７年', '1997'],
  ])('%s is %s', (text, edtf) => {
    expect(dateFromText(text)).toEqual([edtf])
  })

  test.each(['', 'yesterday', 'n.d.', '31/02/1997', '1997-02-30', '20', '97', 'May', 'X', '2023-13-45', '0000'])(
    '%j is not read',
    text => {
      expect(dateFromText(text)).toEqual([])
    },
  )

  test('has two meanings where the order of day and month is open, and one if it is stated', () => {
    expect(dateFromText('10/02/1892')).toEqual(['1892-02-10', '1892-10-02'])
    expect(dateFromText('10/02/1892', 'day-first')).toEqual(['1892-02-10'])
    expect(dateFromText('10/02/1892', 'month-first')).toEqual(['1892-10-02'])
    expect(dateFromText('13/02/1892', 'month-first')).toEqual(['1892-02-13'])
  })
})

const single = fc
  .record({ year: fc.integer({ min: 1000, max: 2999 }), month: fc.integer({ min: 1, max: 12 }), day: fc.nat(30) })
  .chain(({ year, month, day }) => {
    const twoDigits = (number: number) => String(number).padStart(2, '0')
    const inMonth = twoDigits((day % daysInMonth(year, month)) + 1)
    return fc.constantFrom(
      `${year}`,
      `${year}-${twoDigits(month)}`,
      `${year}-${twoDigits(month)}-${inMonth}`,
      `${year}-${21 + (month % 4)}`,
      `${Math.floor(year / 10)}X`,
      `${Math.floor(year / 100)}XX`,
    )
  })
const approximate = fc.tuple(single, fc.constantFrom('', '~')).map(parts => parts.join(''))

test.each(['en', 'en-US', 'ko', 'de', 'fr', 'es', 'ja', 'zh'])('dates in the words of %s are read back', language => {
  fc.assert(
    fc.property(approximate, edtf => {
      expect(dateFromText(dateInWords(parseHistoricalDate(edtf), language))).toEqual([edtf])
    }),
    { numRuns: cases(60, 1_000) },
  )
})

test('no text makes it fail, and what it reads is a date', () => {
  const words = fc.array(
    fc.constantFrom('c. ', '3', '12', '1931', '/', '-', '.', ' ', 'May', '년', 'to', '..', 'X', '~', 's', '?'),
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        words.map(parts => parts.join('')),
      ),
      text => {
        for (const edtf of dateFromText(text)) expect(parseHistoricalDate(edtf).edtf).toBe(edtf)
      },
    ),
    { numRuns: cases(300, 5_000) },
  )
})
