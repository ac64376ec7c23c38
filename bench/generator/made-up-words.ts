/** Texts of invented words, so that nobody mistakes them for statements about the world. Pure. */
import type { Chance } from './chance.ts'
import { zipf } from './chance.ts'

const SYLLABLES = {
  en: 'ba bru ce dro fli gla jo ke klu lo mi ny plo qua ri sku tre va vy wo xa zi zu'.split(' '),
  // Only rare syllables: any two common ones form a real word.
  ko: [...'갸걔꿔냐뇨댜됴랴룟뮤뱌뵤샤슈쟈죠챠쵸캬쿄탸툐퍄표햐효'],
} as const

const PARTICLES = ['은', '는', '이', '가', '을', '를', '의', '에', '에서', '']

/** The number of words of a language; earlier words are more frequent. */
const WORDS = 5_000

/** Makes texts of a given number of words. */
export type Wording = (chance: Chance, words: number) => string

/** @param chance that the words are made with */
export function wordings(chance: Chance): Record<keyof typeof SYLLABLES, Wording> {
  const draw = zipf(WORDS)
  const coined = (syllables: readonly string[], least: number, most: number) =>
    Array.from({ length: WORDS }, () =>
      Array.from(
        { length: chance.between(least, most) },
        () => syllables[chance.between(0, syllables.length - 1)],
      ).join(''),
    )
  const [en, ko] = [coined(SYLLABLES.en, 2, 4), coined(SYLLABLES.ko, 2, 3)]
  const text = (word: (chance: Chance) => string): Wording => {
    return (chance, words) => Array.from({ length: words }, () => word(chance)).join(' ')
  }
  return {
    en: text(chance => en[draw(chance)]!),
    ko: text(chance => ko[draw(chance)]! + PARTICLES[chance.between(0, PARTICLES.length - 1)]!),
  }
}
