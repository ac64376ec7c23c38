/** The owner's colour: kept where it can be read, and otherwise moved until it can. */
import { expect, test } from '@jest/globals'
import { accentStyle, contrast, readableAccent } from '../../../lambdas/pages/accent.ts'
import fc from '../../support/fast-check.ts'

const SURFACES = { light: '#f2eee4', dark: '#211f1b' } as const

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

test('every colour can be read in both schemes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), number => {
      const accent = `#${number.toString(16).padStart(6, '0')}`
      for (const scheme of ['light', 'dark'] as const)
        expect(contrast(readableAccent(accent, scheme), SURFACES[scheme])).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

test('a colour that can be read stays as it is', () => {
  expect(readableAccent('#8c2b1b', 'light')).toBe('#8c2b1b')
  expect(readableAccent('#f2a48f', 'dark')).toBe('#f2a48f')
  expect(accentStyle('#8c2b1b')).toMatch(
    /^:root\{--accent:#8c2b1b\}@media \(prefers-color-scheme:dark\)\{:root\{--accent:#[0-9a-f]{6}\}\}$/,
  )
})
