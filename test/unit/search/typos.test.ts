/** What a word may have been: edits as a plain recursion counts them, and syllables one jamo away. */
import { describe, expect, test } from '@jest/globals'
import { nearSyllables, withinEdits } from '../../../lambdas/search/typos.ts'
import fc from '../../support/fast-check.ts'

/** Optimal string alignment, straight from its definition. */
function edits(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const distances = [
    edits(a.slice(1), b) + 1,
    edits(a, b.slice(1)) + 1,
    edits(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ]
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) distances.push(edits(a.slice(2), b.slice(2)) + 1)
  return Math.min(...distances)
}

describe('edits', () => {
  test.each([
    ['hanawon', 'hanawan', 1],
    ['hanawon', 'hanawn', 1],
    ['hanawon', 'hannawon', 1],
    ['settlement', 'settelment', 1],
    ['hanawon', 'hnaawan', 2],
  ])('%s and %s are %d apart', (a, b, distance) => {
    expect(withinEdits(a, b, distance)).toBe(true)
    expect(withinEdits(a, b, distance - 1)).toBe(false)
  })

  test('are as many as by definition', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
        expect(withinEdits(a, b, limit)).toBe(edits(a, b) <= limit)
      }),
    )
  })
})

describe('near syllables', () => {
  const jamo = (syllable: string): string[] => [...syllable.normalize('NFD')]

  test.each(['가', '원', '힣'])('of %s differ in its initial, its vowel or its final', syllable => {
    const near = nearSyllables(syllable)
    expect(new Set(near).size).toBe(18 + 20 + 27)
    expect(near).not.toContain(syllable)
    for (const each of near) {
      const [i, v, f = ''] = jamo(each)
      const [initial, vowel, final = ''] = jamo(syllable)
      expect([i !== initial, v !== vowel, f !== final].filter(Boolean)).toHaveLength(1)
    }
  })

  test.each(['a', '北', 'ㄱ', '\uABFF', '\uD7A4'])('there are none of %j', other => {
    expect(nearSyllables(other)).toEqual([])
  })
})
