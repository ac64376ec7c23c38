/** Cuts the fonts of PNG pictures from Noto Serif: 15 MB, of which pictures need a tenth. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import subsetFont from 'subset-font'

type Block = readonly [first: number, last: number]

/** Latin with its extensions. */
const LATIN: readonly Block[] = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x1e00, 0x1eff],
]
const GREEK: Block = [0x370, 0x3ff]
const CYRILLIC: Block = [0x400, 0x4ff]
const PUNCTUATION: Block = [0x2000, 0x206f]
/** Arrows, mathematical operators and shapes. */
const SYMBOLS: readonly Block[] = [
  [0x2070, 0x22ff],
  [0x25a0, 0x25ff],
]
const KANA: Block = [0x3000, 0x30ff]

/** The characters of dates in Japanese and Chinese. The fonts cannot show other texts of these languages. */
const DATES = '年月日春夏秋冬季代世紀頃約至起不確存疑（）～'

/** One weight for titles and small print alike: a second would double the size. */
const FONTS = {
  hangul: {
    file: '@expo-google-fonts/noto-serif-kr/600SemiBold/NotoSerifKR_600SemiBold.ttf',
    text: () => textOf([...LATIN, PUNCTUATION, ...SYMBOLS, KANA]) + commonHangul() + DATES,
  },
  latin: {
    file: '@expo-google-fonts/noto-serif/600SemiBold/NotoSerif_600SemiBold.ttf',
    text: () => textOf([...LATIN, GREEK, CYRILLIC, PUNCTUATION]),
  },
}

/** Ids in the `name` table: copyright, licence and its address, which the licence (OFL 1.1 §2) wants in every copy. */
const LICENSE_NAMES = [0, 13, 14]

export const pictureFonts = (): Promise<{ path: string; content: Uint8Array }[]> =>
  Promise.all(
    Object.entries(FONTS).map(async ([name, { file, text }]) => ({
      path: `lambdas/png/fonts/${name}.ttf`,
      content: await subsetFont(await readFile(createRequire(import.meta.url).resolve(file)), text(), {
        targetFormat: 'truetype',
        keepFeatures: ['kern'],
        noLayoutClosure: true,
        noHinting: true,
        preserveNameIds: LICENSE_NAMES,
      }),
    })),
  )

const textOf = (blocks: readonly Block[]): string =>
  blocks
    .flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index)),
    )
    .join('')

/** The 2,350 syllables of KS X 1001, which are nearly all of any Korean text. The other 8,822 would take 7 MB. */
function commonHangul(): string {
  const decoder = new TextDecoder('euc-kr')
  const rows = Array.from({ length: 0xc8 - 0xb0 + 1 }, (_, row) => 0xb0 + row)
  const cells = Array.from({ length: 94 }, (_, cell) => 0xa1 + cell)
  return rows.map(row => decoder.decode(Uint8Array.from(cells.flatMap(cell => [row, cell])))).join('')
}
