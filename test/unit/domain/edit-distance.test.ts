/** The distance of two words, as a plain recursion counts it. */
import { describe, expect, test } from '@jest/globals'
import { editDistance } from '../../../lambdas/domain/edit-distance.ts'
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
    expect(editDistance(a, b)).toBe(distance)
    expect(editDistance(a, b, distance)).toBe(distance)
    expect(editDistance(a, b, distance - 1)).toBe(Number.POSITIVE_INFINITY)
  })

  test('are as many as by definition', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
        const distance = edits(a, b)
        expect(editDistance(a, b, limit)).toBe(distance <= limit ? distance : Number.POSITIVE_INFINITY)
      }),
    )
  })
})
