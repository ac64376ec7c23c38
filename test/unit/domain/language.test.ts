/** The words Annals itself says: dates and occurrences in each language, and the language that stands in for an unknown one. */
import { describe, expect, test } from '@jest/globals'
import { parseHistoricalDate } from '../../../lambdas/domain/historical-date.ts'
import {
  dateInWords,
  INTERFACE_LANGUAGES,
  interfaceLanguage,
  numberInWords,
  phrasesOf,
} from '../../../lambdas/domain/language.ts'

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
    ['1945-21', 'spring 1945', '1945년 봄'],
    ['1945-24?', 'winter 1945 (uncertain)', '1945년 겨울(불확실)'],
    ['188X~', 'about the 1880s', '1880년대경'],
    ['18XX', 'the 19th century', '19세기'],
    ['2004-XX-XX', '2004', '2004년'],
    ['2004-07-XX', 'July 2004', '2004년 7월'],
    ['2004-07/..', 'since July 2004', '2004년 7월부터'],
    ['../1985~', 'until about 1985', '1985년경까지'],
    ['1945-23/195X', 'autumn 1945 to the 1950s', '1945년 가을~1950년대'],
  ])('%s is "%s" and "%s"', (edtf, english, korean) => {
    const date = parseHistoricalDate(edtf)
    expect(dateInWords(date, 'en')).toBe(english)
    expect(dateInWords(date, 'ko')).toBe(korean)
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

describe('the interface around a language', () => {
  test.each([
    ['en-GB', 'en'],
    ['ko-KR', 'ko'],
    ['ko-Kore-KR', 'ko'],
    ['KO', 'ko'],
    ['zh-Hant-TW', 'zh'],
    ['de-x-test', 'de'],
    ['sv', 'en'],
    ['', 'en'],
    ['-', 'en'],
    ['constructor', 'en'],
    ['__proto__', 'en'],
    ['toString', 'en'],
    ['hasOwnProperty-KR', 'en'],
  ])('%j is in %s', (language, known) => {
    expect(interfaceLanguage(language)).toBe(known)
    expect(phrasesOf(language).labels).toEqual(phrasesOf(known).labels)
  })

  test('has the dates and numbers of the region in the tag, and of no language that it does not speak', () => {
    expect(phrasesOf('en-US').day('1997-07-14')).toBe('July 14, 1997')
    expect(phrasesOf('ar').day('1997-07-14')).toBe('14 July 1997')
    expect(numberInWords(1_234_567, 'en-IN')).toBe('12,34,567')
    expect(numberInWords(1234.5, 'sv-SE')).toBe('1,234.5')
  })
})

/**
 * Every phrase of a language by its path. Phrases with parameters get 2 for each, so that they are in the plural.
 */
function phrasesByPath(value: unknown, path = ''): [path: string, phrase: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [[path, value(...Array.from({ length: value.length }, () => 2))]]
  return Object.entries(value as object).flatMap(([key, each]) =>
    phrasesByPath(each, path === '' ? key : `${path}.${key}`),
  )
}

/** Without the formats, which are not phrases. */
const allPhrases = (language: string): Map<string, string> => {
  const { locale: _, day, month, year, dayOfYear, monthOfYear, daysOfMonth, list, ...phrases } = phrasesOf(language)
  return new Map(phrasesByPath(phrases))
}

/** Phrases that are the same word, or no word at all, in English and in another language. */
const SHARED = [
  'quantity',
  'pages.about.licence',
  'pages.shared.link',
  'pages.subscribe.calendars.outlook',
  'pages.subscribe.calendars.google',
  'pages.subscribe.calendars.apple',
  'labels.sources',
  'labels.status',
  'pages.shared.reference',
  'days',
  'pages.timeline.span',
  'pages.timeline.summary',
  'pages.home.feed',
  'pages.facet.feed',
  'pages.about.corrections',
  'pages.statistics.sources',
  'subscriptions',
  'pages.timeline.span',
  'pages.timeline.summary',
]

describe.each(INTERFACE_LANGUAGES.filter(language => language !== 'en'))('the interface in %s', language => {
  const english = allPhrases('en')
  const phrases = allPhrases(language)

  test('has every phrase, and no English one but a few words that are the same', () => {
    expect([...phrases.keys()]).toEqual([...english.keys()])
    expect([...phrases].filter(([, phrase]) => phrase.trim() === '')).toEqual([])
    const same = [...phrases].filter(([path, phrase]) => phrase === english.get(path)).map(([path]) => path)
    expect(same.filter(path => !SHARED.includes(path))).toEqual([])
  })

  test('says what English says with the same parameters', () => {
    // Romance languages number centuries in Roman digits.
    const lacking = [...phrases].filter(([path, phrase]) => /2/.test(english.get(path)!) && !/2|II/.test(phrase))
    expect(lacking).toEqual([])
  })

  test('has different labels, and different statuses', () => {
    const { labels, status } = phrasesOf(language)
    expect(new Set(Object.values(labels)).size).toBe(Object.keys(labels).length)
    expect(new Set(Object.values(status)).size).toBe(Object.keys(status).length)
  })
})

test.each(['ko', 'ja', 'zh'])('the interface in %s has no word in Latin letters but names', language => {
  const words = [...allPhrases(language).values()].join(' ').match(/\p{Script=Latin}+/gu) ?? []
  const names = [
    'API',
    'JSON',
    'OPML',
    'OpenAPI',
    'HTML',
    'Google',
    'Apple',
    'Outlook',
    'Feedly',
    'NetNewsWire',
    'Thunderbird',
    'Annals',
    'Natural',
    'Earth',
    'MIT',
    'Cookie',
    'shown',
    'total',
  ]
  expect(words.filter(word => !names.includes(word))).toEqual([])
})

/** A change of Node's data for languages changes what feeds say, so a new version of it shows here. */
test.each([
  ['en', '1 May 1931', 'about 2005 to March 2007 (uncertain)', '3rd X', '1,000,000 events', 'a, b and c'],
  ['ko', '1931년 5월 1일', '2005년경~2007년 3월(불확실)', '제3회 X', '1,000,000건', 'a, b 및 c'],
  ['fr', '1er mai 1931', 'vers 2005 – mars 2007 (incertain)', '3e édition : X', '1 000 000 d’événements', 'a, b et c'],
  ['de', '1. Mai 1931', 'um 2005 bis März 2007 (unsicher)', '3. X', '1.000.000 Ereignisse', 'a, b und c'],
  [
    'es',
    '1 de mayo de 1931',
    'hacia 2005 – marzo de 2007 (dudoso)',
    '3.ª edición: X',
    '1.000.000 de acontecimientos',
    'a, b y c',
  ],
  ['ja', '1931年5月1日', '2005年頃～2007年3月（不確か）', '第3回 X', '1,000,000件', 'a、b、c'],
  ['zh', '1931年5月1日', '约2005年至2007年3月（存疑）', '第 3 个X', '1,000,000 个事件', 'a、b和c'],
])('dates, ordinals, numbers and lists in %s', (language, day, interval, ordinal, million, list) => {
  const phrases = phrasesOf(language)
  expect(dateInWords(parseHistoricalDate('1931-05-01'), language)).toBe(day)
  expect(dateInWords(parseHistoricalDate('2005~/2007-03?'), language)).toBe(interval)
  expect(phrases.occurrence.observance(3, 'X')).toBe(ordinal)
  expect(phrases.pages.shared.events(1_000_000)).toBe(million.replaceAll('1 000 000', '1\u202F000\u202F000'))
  expect(phrases.list(['a', 'b', 'c'])).toBe(list)
})
