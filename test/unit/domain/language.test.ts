/** The words Annals itself says: dates and occurrences in each language, and the language that stands in for an unknown one. */
import { describe, expect, test } from '@jest/globals'
import { parseHistoricalDate } from '../../../lambdas/domain/historical-date.ts'
import { dateInWords, numberInWords, phrasesOf } from '../../../lambdas/domain/language.ts'

describe('dates in words', () => {
  test.each([
    ['1997-07-14', '14 July 1997', '1997년 7월 14일'],
    ['2004-10', 'October 2004', '2004년 10월'],
    ['2020', '2020', '2020년'],
    ['0476', '476', '476년'],
    ['0033-04-03', '3 April 33', '33년 4월 3일'],
    ['2007-06~', 'about June 2007', '2007년 6월경'],
    ['1997-07-14?', '14 July 1997 (uncertain)', '1997년 7월 14일(불확실)'],
    ['2007-06%', 'about June 2007 (uncertain)', '2007년 6월경(불확실)'],
    ['2005/2007', '2005 to 2007', '2005년~2007년'],
    ['2012-02-13/2012-04-30', '13 February 2012 to 30 April 2012', '2012년 2월 13일~2012년 4월 30일'],
    ['2013-08-20/2013-08-24~', '20 August 2013 to about 24 August 2013', '2013년 8월 20일~2013년 8월 24일경'],
    ['2005~/2007-03?', 'about 2005 to March 2007 (uncertain)', '2005년경~2007년 3월(불확실)'],
  ])('%s is "%s" and "%s"', (edtf, english, korean) => {
    const date = parseHistoricalDate(edtf)
    expect(dateInWords(date, 'en')).toBe(english)
    expect(dateInWords(date, 'ko')).toBe(korean)
  })

  test('every month has its English name', () => {
    const names = Array.from({ length: 12 }, (_, index) =>
      dateInWords(parseHistoricalDate(`2020-${String(index + 1).padStart(2, '0')}`), 'en'),
    )
    const expected = Array.from({ length: 12 }, (_, index) =>
      new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        Date.UTC(2020, index),
      ),
    )
    expect(names).toEqual(expected)
  })
})

describe('occurrences in words', () => {
  test('say how long ago, in the singular for one year', () => {
    const { anniversary, month } = phrasesOf('en').occurrence
    expect(anniversary(1, 'The Act')).toBe('1 year ago today: The Act')
    expect(anniversary(29, 'The Act')).toBe('29 years ago today: The Act')
    expect(month(1, 'The Act')).toBe('This month, 1 year ago: The Act')
    expect(month(21, 'The Act')).toBe('This month, 21 years ago: The Act')
  })

  test.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [10, '10th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [20, '20th'],
    [21, '21st'],
    [22, '22nd'],
    [23, '23rd'],
    [100, '100th'],
    [101, '101st'],
    [111, '111th'],
    [112, '112th'],
    [113, '113th'],
    [1002, '1002nd'],
  ])('count the observance %i as the %s', (years, ordinal) => {
    expect(phrasesOf('en').occurrence.observance(years, 'Day')).toBe(`${ordinal} Day`)
  })

  test('are said in Korean', () => {
    const { anniversary, month, observance } = phrasesOf('ko').occurrence
    expect(anniversary(29, '법률 시행')).toBe('29년 전 오늘: 법률 시행')
    expect(month(21, '법률 시행')).toBe('21년 전 이달: 법률 시행')
    expect(observance(3, '북한이탈주민의 날')).toBe('제3회 북한이탈주민의 날')
  })
})

test.each([
  [0, 'en', '0'],
  [1600, 'en', '1,600'],
  [1600, 'ko', '1,600'],
  [1600, 'de', '1.600'],
  [33_882, 'ko', '33,882'],
  [-1234.5, 'en', '-1,234.5'],
  [0.0001234, 'en', '0.0001234'],
])('the number %d in %s has its separators and all its digits: %s', (value, language, words) => {
  expect(numberInWords(value, language)).toBe(words)
})

describe('the phrases of a language', () => {
  test.each([
    ['en-GB', 'en'],
    ['ko-KR', 'ko'],
    ['ko-Kore-KR', 'ko'],
    ['fr', 'en'],
    ['', 'en'],
    ['-', 'en'],
    ['constructor', 'en'],
    ['__proto__', 'en'],
    ['toString', 'en'],
    ['hasOwnProperty-KR', 'en'],
  ])('for %j are those of %s', (language, known) => {
    expect(phrasesOf(language)).toBe(phrasesOf(known))
  })

  test('differ between English and Korean, and are not empty', () => {
    const words = (language: string) => {
      const { labels, status, added, corrected, feeds, announcement } = phrasesOf(language)
      const { anniversaries, updates } = feeds
      return [
        ...Object.values(labels),
        ...Object.values(status),
        added,
        corrected,
        anniversaries.description,
        updates.description,
        anniversaries.title('T'),
        updates.title('T'),
        announcement('D', 'T'),
      ]
    }
    const [english, korean] = [words('en'), words('ko')]
    expect(korean).toHaveLength(english.length)
    expect([...english, ...korean].filter(word => word.trim() === '')).toEqual([])
    expect(korean.filter(word => english.includes(word))).toEqual([])
    expect(korean.filter(word => !/\p{Script=Hangul}/u.test(word))).toEqual([])
  })

  test('no two labels or statuses of a language are the same', () => {
    for (const language of ['en', 'ko']) {
      const { labels, status } = phrasesOf(language)
      expect(new Set(Object.values(labels)).size).toBe(Object.keys(labels).length)
      expect(new Set(Object.values(status)).size).toBe(Object.keys(status).length)
    }
  })
})
