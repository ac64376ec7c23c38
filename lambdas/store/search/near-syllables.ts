/** Hangul syllables that are one mistyped jamo apart. Pure. */

/** A Hangul syllable has an initial, a vowel and an optional final (The Unicode Standard, 3.12). */
const FIRST_SYLLABLE = 0xac00
const [INITIALS, VOWELS, FINALS] = [19, 21, 28]

/** The Hangul syllables that differ from `syllable` in one jamo; none for anything else. */
export function nearSyllables(syllable: string): string[] {
  const number = syllable.codePointAt(0)! - FIRST_SYLLABLE
  if (number < 0 || number >= INITIALS * VOWELS * FINALS) return []
  const initial = Math.floor(number / (VOWELS * FINALS))
  const vowel = Math.floor(number / FINALS) % VOWELS
  const final = number % FINALS
  const composed = (i: number, v: number, f: number) =>
    String.fromCodePoint(FIRST_SYLLABLE + (i * VOWELS + v) * FINALS + f)
  const others = (count: number, own: number) =>
    Array.from({ length: count }, (_, each) => each).filter(each => each !== own)
  return [
    ...others(INITIALS, initial).map(each => composed(each, vowel, final)),
    ...others(VOWELS, vowel).map(each => composed(initial, each, final)),
    ...others(FINALS, final).map(each => composed(initial, vowel, each)),
  ]
}
