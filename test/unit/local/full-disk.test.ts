/** A full disk is one line that names the folder and the space, whatever the engine said of it. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { diskWatch, fullDisk } from '../../../lib/local/full-disk.ts'
import { OperatorError } from '../../../lib/operator-error.ts'

describe('fullDisk', () => {
  // The first as dynoxide 1.2.1 answered on a full tmpfs, through the store.
  test.each([
    new Error('DynamoDB is temporarily unavailable', {
      cause: new Error(
        'commit failed (backend: database or disk is full) and rollback also failed (backend: cannot rollback - no transaction is active)',
      ),
    }),
    new OperatorError('Cannot write to the state folder /x: no space left on device; make it writable'),
  ])('explains "%s"', async error => {
    const folder = join(tmpdir(), 'annals-no-such-folder')
    const explained = await fullDisk(error, folder)
    expect(explained).toBeInstanceOf(OperatorError)
    expect(explained?.message).toMatch(
      /^The disk of \S+annals-no-such-folder is full: [\d.]+ [kMGT]?B of [\d.]+ [MGT]B are free\. Free some space, or choose another folder with --state$/,
    )
  })

  test.each([new Error('DynamoDB is temporarily unavailable', { cause: new Error('socket hang up') }), 'disk is full'])(
    'leaves "%s" as it is',
    async error => {
      expect(await fullDisk(error, tmpdir())).toBeUndefined()
    },
  )
})

describe('diskWatch', () => {
  test('reports a full disk once, and again after there was space', async () => {
    const told: string[] = []
    let free = 0
    const check = diskWatch(
      '/data/.annals',
      line => told.push(line),
      async () => ({ free, total: 3_145_728 }),
    )
    const lines = []
    for (free of [1_000_000, 8_192, 4_096, 1_000_000, 0]) {
      await check()
      lines.push(told.splice(0))
    }
    const line = (space: string) =>
      `The disk of /data/.annals is full: ${space} of 3.1 MB are free. Free some space, or choose another folder with --state`
    expect(lines).toEqual([[], [line('8.2 kB')], [], [], [line('0 bytes')]])
  })
})
