/** Reading across partitions whose sizes are only guessed: nothing is lost, nothing comes twice, and right guesses cost one round. */
import { describe, expect, test } from '@jest/globals'
import { readAcross } from '../../../lambdas/store/dynamodb/query.ts'
import fc from '../../support/fast-check.ts'

interface Sized {
  size: number
  expected: number
}

/** Reads partitions a, b, … of these sizes, each with items a0, a1, … */
async function read(partitions: readonly Sized[], wanted: number) {
  const names = partitions.map((_, i) => String.fromCharCode(97 + i))
  const itemsOf = (name: string) => Array.from({ length: partitions[names.indexOf(name)]!.size }, (_, i) => name + i)
  const asked: string[] = []
  const found = await readAcross(
    names.map((name, i) => ({ name, expected: partitions[i]!.expected })),
    wanted,
    async (name, limit) => {
      asked.push(`${name}:${limit}`)
      return itemsOf(name).slice(0, limit)
    },
  )
  return { found, asked, all: names.flatMap(itemsOf) }
}

test('whatever the guesses, the first wanted items come in order', async () => {
  const sized = fc.record({ size: fc.nat(6), expected: fc.integer({ min: -2, max: 9 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(sized, { maxLength: 8 }), fc.integer({ min: 1, max: 20 }), async (partitions, wanted) => {
      const { found, all } = await read(partitions, wanted)
      expect(found).toEqual(all.slice(0, wanted))
    }),
  )
})

describe('what is asked', () => {
  test.each<[string, Sized[], number, string[]]>([
    [
      'only what is needed',
      [
        { size: 3, expected: 3 },
        { size: 3, expected: 3 },
      ],
      3,
      ['a:3'],
    ],
    [
      'all that is needed, side by side',
      [
        { size: 2, expected: 2 },
        { size: 3, expected: 3 },
      ],
      4,
      ['a:4', 'b:2'],
    ],
    [
      'the next, when one has less than expected',
      [
        { size: 1, expected: 9 },
        { size: 3, expected: 3 },
      ],
      4,
      ['a:4', 'b:3'],
    ],
    [
      'one again, when it has more than expected and was cut short',
      [
        { size: 0, expected: 3 },
        { size: 5, expected: 1 },
        { size: 5, expected: 5 },
      ],
      4,
      ['a:4', 'b:1', 'b:4', 'c:3'],
    ],
  ])('is %s', async (_, partitions, wanted, asked) => {
    expect((await read(partitions, wanted)).asked).toEqual(asked)
  })
})
