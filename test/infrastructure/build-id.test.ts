/** The name of the code changes with the code, and with nothing else. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { buildId } from '../../lib/build-id.ts'

let root: string
const write = (name: string, text: string) => {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'annals-build-'))
  write('package-lock.json', '{}')
  write('lambdas/a.ts', 'one')
  write('lambdas/deep/b.ts', 'two')
})
afterEach(() => rmSync(root, { recursive: true }))

test('is the beginning of a SHA-256 over names, sizes and bytes in order, and so the same on every machine', () => {
  // printf 'lambdas/a.ts\0003\000onelambdas/deep/b.ts\0003\000twopackage-lock.json\0002\000{}' | sha256sum
  expect(buildId(root)).toBe('134fd68bd302')
})

test.each([
  ['a byte of a file changes', () => write('lambdas/deep/b.ts', 'twO')],
  ['a file is renamed', () => renameSync(join(root, 'lambdas/a.ts'), join(root, 'lambdas/c.ts'))],
  ['a file is added', () => write('lambdas/deep/c.ts', '')],
  ['a file is removed', () => rmSync(join(root, 'lambdas/a.ts'))],
  ['a dependency changes', () => write('package-lock.json', '{"lockfileVersion": 3}')],
])('differs when %s', (_, change) => {
  const before = buildId(root)
  change()
  expect(buildId(root)).not.toBe(before)
})

test('stays when something else in the project changes', () => {
  const before = buildId(root)
  write('data/timeline.yaml', 'timeZone: Asia/Seoul')
  write('lib/a.ts', 'one')
  expect(buildId(root)).toBe(before)
})
