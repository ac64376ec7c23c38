/** Cuts the font of PNG pictures from Noto Serif KR: 14 MB, of which pictures need a ninth. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import subsetFont from 'subset-font'

/** One weight for titles and small print alike: a second would double the size. */
const FONT = '@expo-google-fonts/noto-serif-kr/600SemiBold/NotoSerifKR_600SemiBold.ttf'

/** Latin with its extensions, Greek, Cyrillic, punctuation, arrows and mathematical operators, kana. */
const BLOCKS = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x370, 0x3ff],
  [0x400, 0x45f],
  [0x1e00, 0x1eff],
  [0x2000, 0x22ff],
  [0x25a0, 0x25ff],
  [0x3000, 0x30ff],
] as const

/** The characters of dates in Japanese and Chinese. The font does not show other texts in these languages. */
const DATES = '年月日春夏秋冬季代世紀纪頃約约至起不確存疑（）～'

/** Of the `name` table: copyright, licence and its address, which the licence (OFL 1.1 §2) wants in every copy. */
const LICENSE_NAMES = [0, 13, 14]

export async function pictureFont(): Promise<Uint8Array> {
  const font = await readFile(createRequire(import.meta.url).resolve(FONT))
  const blocks = BLOCKS.map(([first, last]) => charactersBetween(first, last))
  return subsetFont(font, [...blocks, commonHangul(), DATES].join(''), {
    targetFormat: 'truetype',
    keepFeatures: ['kern'],
    noLayoutClosure: true,
    noHinting: true,
    preserveNameIds: LICENSE_NAMES,
  })
}

const charactersBetween = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index)).join('')

/** The 2,350 syllables of KS X 1001, which are nearly all of any Korean text. The other 8,822 would take 7 MB. */
function commonHangul(): string {
  const decoder = new TextDecoder('euc-kr')
  const rows = Array.from({ length: 0xc8 - 0xb0 + 1 }, (_, row) => 0xb0 + row)
  const cells = Array.from({ length: 94 }, (_, cell) => 0xa1 + cell)
  return rows.map(row => decoder.decode(Uint8Array.from(cells.flatMap(cell => [row, cell])))).join('')
}
