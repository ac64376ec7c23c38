/** Content codings: which one a client gets, and what is worth compressing. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { compressed, preferredCoding } from '../../../lambdas/http/content-coding.ts'
import fc from '../../support/fast-check.ts'

describe('the coding', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['x-gzip', 'identity'],
    ['gzip, br', 'br'],
    ['gzip;q=1.0, br;q=0.9', 'gzip'],
    ['gzip;q=0, br;q=0', 'identity'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['*;q=0, gzip', 'gzip'],
    ['identity', 'identity'],
    ['identity;q=0', 'identity'],
    ['identity;q=0.5, gzip;q=0.4', 'identity'],
    [',,;', 'identity'],
  ])('for Accept-Encoding: %s is %s', (field, coding) => {
    expect(preferredCoding({ 'accept-encoding': field })).toBe(coding)
  })

  test('is one of three for anything that a client may send', () => {
    fc.assert(
      fc.property(fc.string(), field => {
        expect(['br', 'gzip', 'identity']).toContain(preferredCoding({ 'accept-encoding': field }))
      }),
    )
  })
})

describe('a body', () => {
  const long = '북한이탈주민 '.repeat(100)

  test('comes back from its coding as it was', () => {
    expect(brotliDecompressSync(Buffer.from(compressed(long, 'br')!, 'base64')).toString()).toBe(long)
    expect(gunzipSync(Buffer.from(compressed(long, 'gzip')!, 'base64')).toString()).toBe(long)
  })

  test('is the same bytes every time, for its validator is a strong one', () => {
    for (const coding of ['br', 'gzip'] as const) expect(compressed(long, coding)).toBe(compressed(long, coding))
  })

  test('stays as it is when plain is asked for, or when it is short: in bytes, not in characters', () => {
    expect(compressed(long, 'identity')).toBeUndefined()
    for (const coding of ['br', 'gzip'] as const) {
      expect(compressed('a'.repeat(1023), coding)).toBeUndefined()
      expect(compressed('a'.repeat(1024), coding)).toBeDefined()
      expect(compressed('가'.repeat(341), coding)).toBeUndefined()
      expect(compressed('가'.repeat(342), coding)).toBeDefined()
    }
  })
})
