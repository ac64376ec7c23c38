/** Words and terms: what readers take for the same is the same, and a noun is there whatever follows it. */
import { describe, expect, test } from '@jest/globals'
import { soughtTermsOf, termsOf, wordsOf } from '../../../lambdas/search/words.ts'

const texts = (text: string): string[] => wordsOf(text).map(word => word.text)
const terms = (text: string): string[] => wordsOf(text).flatMap(termsOf)

describe('the same word', () => {
  test.each([
    ['upper and lower case', 'HANAWON', 'hanawon'],
    ['full and half width', 'Ｈａｎａｗｏｎ', 'hanawon'],
    ['letters with and without accents', 'café', 'cafe'],
    ['accents apart from their letter', 'cafe\u0301', 'café'],
    ['syllables and the jamo that make them up', '하나원'.normalize('NFD'), '하나원'],
    ['half-width jamo', 'ﾡ', 'ᄀ'],
    ['numbers with and without separators', '1,600', '1600'],
    ['numbers of millions', '1,234,567', '1234567'],
    ['initials with and without full stops', 'U.N.', 'UN'],
  ])('%s', (_, one, other) => {
    expect(texts(one)).toHaveLength(1)
    expect(texts(one)).toEqual(texts(other))
  })
})

test('words end at punctuation, and where letters and syllables meet', () => {
  expect(texts('asylum-bid: 제5259호로(법률)')).toEqual(['asylum', 'bid', '제', '5259', '호로', '법률'])
})

test('words that are in nearly every text, and single letters, are none', () => {
  expect(texts("The ministry's view of a plan")).toEqual(['ministry', 'view', 'plan'])
})

test('a number within a list of numbers stays itself', () => {
  expect(texts('in 1997,2000 and 12,34')).toEqual(['1997', '2000', '12', '34'])
})

test('a word without end is cut, and half a character is none', () => {
  expect(texts('x'.repeat(10_000))).toEqual(['x'.repeat(64)])
  expect(texts('9'.repeat(10_000))).toEqual(['9'.repeat(64)])
  expect(texts('脱'.repeat(100))).toEqual(['脱'.repeat(100)])
  expect(texts('\uD83D')).toEqual([])
  expect(texts('하\uD83D나')).toEqual(['하', '나'])
})

test.each([
  ['defector defectors', ['defector']],
  ['defect defected defecting', ['defect']],
  ['settle settled settles settling', ['settl']],
  ['settlement settlements', ['settlement']],
  ['policy policies', ['polici']],
])('English is known by its stem: %s', (text, stems) => {
  expect([...new Set(terms(text))]).toEqual(stems)
})

test('letters that English does not have are left as they are', () => {
  expect(terms('Перебежчики')).toEqual(['перебежчики'])
})

test('runs of syllables are known by every two and three neighbours, shorter ones by themselves', () => {
  expect(terms('하나원에서')).toEqual(['하나', '나원', '원에', '에서', '하나원', '나원에', '원에서'])
  expect(terms('脱北者')).toEqual(['脱北', '北者', '脱北者'])
  expect(terms('탈북')).toEqual(['탈북'])
  expect(terms('법')).toEqual(['법'])
})

test.each(['Defectors', '1600', '법', '탈북', '하나원', '북한이탈주민'])(
  'what %s is sought by is what it is known by',
  text => {
    const sought = wordsOf(text).flatMap(soughtTermsOf)
    expect(sought.length).toBeGreaterThan(0)
    expect(terms(text)).toEqual(expect.arrayContaining(sought))
  },
)
