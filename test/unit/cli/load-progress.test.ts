/** Who loads a large folder at a terminal sees that it goes on. */
import { PassThrough } from 'node:stream'
import { expect, test } from '@jest/globals'
import { loadProgress } from '../../../lib/cli/progress.ts'

/** What is written when the steps happen at these milliseconds. */
function written(isTTY: boolean, milliseconds: number[]): string | undefined {
  let now = 0
  const output = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY })
  const progress = loadProgress(output, () => now)
  for (const [index, at] of milliseconds.entries()) {
    now = at
    progress('files read', index + 1, milliseconds.length)
  }
  return output.read() ?? undefined
}

test('a slow load counts on a terminal from the third second on, and clears the line at its end', () => {
  expect(written(true, [1_000, 2_000, 3_000, 4_000])).toBe(
    '\r\x1b[KData       2 of 4 files read\r\x1b[KData       3 of 4 files read\r\x1b[K',
  )
})

test.each([
  ['a quick load on a terminal', true, [10, 20, 1_999]],
  ['a slow load without a terminal', false, [1_000, 2_000, 3_000]],
])('%s shows nothing', (_, isTTY, milliseconds) => {
  expect(written(isTTY, milliseconds)).toBeUndefined()
})
