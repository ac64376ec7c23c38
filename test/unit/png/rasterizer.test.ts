/** SVG as PNG: with the texts that the font can show, and without the others. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { eventView } from '../../../lambdas/domain/view.ts'
import { card } from '../../../lambdas/pages/card.ts'
import { coverageOf } from '../../../lambdas/png/coverage.ts'
import { rasterizer } from '../../../lambdas/png/rasterizer.ts'
import { pngFiles } from '../../../lib/png-files.ts'
import { anEvent } from '../../support/events.ts'
import { ROOT } from '../../support/local-host.ts'
import { aSetting } from '../../support/page-data.ts'

const FILES = pngFiles(ROOT)
const covers = coverageOf(readdirSync(FILES.fonts).map(name => readFileSync(join(FILES.fonts, name))))
const rasterize = rasterizer(FILES)

describe('the fonts', () => {
  test.each([
    'Settlement Act – “naïve” façade, Zürich, señor',
    '북한이탈주민 지원법 ‘첫’ 시행',
    'Łódź, Čapek, Đà Nẵng, Київ, Ελλάδα',
    '2016年4月7日',
    '●○◇◆',
  ])('have every character of %s', text => {
    expect(covers(text)).toBe(true)
  })

  test.each(['漢', '뷁', '👩', '\u{20000}', 'ع', '\u0007'])('do not have %j', character => {
    expect(covers(`a ${character} b`)).toBe(false)
  })
})

describe('a card', () => {
  const pictureOf = async (title: string) => {
    const context = aSetting()
    const event = anEvent({ title: { en: title }, status: 'claimed', attribution: { en: 'an activist group' } })
    return Buffer.from(await rasterize(card(eventView(event, context), context)))
  }

  test('shows neither title nor attribution if the font lacks a character of either', async () => {
    const nothing = await pictureOf('漢')
    expect(await pictureOf('The Act 漢 applies')).toEqual(nothing)
    expect(await pictureOf('The Act applies')).not.toEqual(nothing)
  })
})
