/** What a word may have been before it was mistyped: pure functions of words. */

/**
 * Whether at most `limit` insertions, deletions, replacements and swaps of neighbours turn `a` into `b`, no letter being touched twice
 * (https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance).
 */
export function withinEdits(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? beforeLast[j - 2]! + 1 : replaced
      row.push(Math.min(replaced, swapped, last[j]! + 1, row[j - 1]! + 1))
    }
    if (Math.min(...row) > limit) return false
    beforeLast = last
    last = row
  }
  return last[b.length]! <= limit
}

/** Unicode composes a Hangul syllable of an initial, a vowel and a final, which may be none (The Unicode Standard, 3.12). */
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
