/** Hangul syllables that are one jamo away. */
import { describe, expect, test } from '@jest/globals'
import { nearSyllables } from '../../../../lambdas/store/search/near-syllables.ts'

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
