/** Words and terms: what readers take for the same is the same, and a noun is there whatever follows it. */
import { describe, expect, test } from '@jest/globals'
import { pairsOf, termsOf, wordsOf } from '../../../../lambdas/store/search/words.ts'

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

test('a word that is too long is cut, never within a character', () => {
  expect(texts('x'.repeat(10_000))).toEqual(['x'.repeat(64)])
  expect(texts('9'.repeat(10_000))).toEqual(['9'.repeat(64)])
  expect(texts('脱'.repeat(100))).toEqual(['脱'.repeat(100)])
  expect(texts('\uD83D')).toEqual([])
  expect(texts('하\uD83D나')).toEqual(['하', '나'])
})

test('letters that English does not have are left as they are', () => {
  expect(terms('Перебежчики')).toEqual(['перебежчики'])
})

test('of a run of syllables each is kept with the next, the last alone', () => {
  expect(terms('하나원에서')).toEqual(['하나', '나원', '원에', '에서', '서'])
  expect(terms('脱北者')).toEqual(['脱北', '北者', '者'])
  expect(terms('법')).toEqual(['법'])
  expect(pairsOf('하나원')).toEqual(['하나', '나원'])
})
