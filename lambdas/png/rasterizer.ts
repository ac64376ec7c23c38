/** Draws SVG as PNG with its own fonts. A text that has a character without a glyph is left out as a whole, rather than shown in part. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { coverageOf } from './coverage.ts'

export interface PngFiles {
  /** Path of resvg in WebAssembly. */
  renderer: string
  /** Path of a folder of TrueType fonts. The first that has a character shows it. */
  fonts: string
}

export type Rasterize = (svg: string) => Promise<Uint8Array>

/** The files are read for the first picture. */
export function rasterizer(files: PngFiles): Rasterize {
  let loaded: ReturnType<typeof load> | undefined
  return async svg => {
    loaded ??= load(files)
    const { Resvg, fonts, covers } = await loaded
    const drawn = new Resvg(withoutTexts(svg.normalize('NFC'), covers), {
      font: { fontBuffers: fonts, loadSystemFonts: false, defaultFontFamily: FAMILY, serifFamily: FAMILY },
    })
    const image = drawn.render()
    const png = image.asPng()
    // WebAssembly has no garbage collection.
    image.free()
    drawn.free()
    return png
  }
}

const FAMILY = 'Noto Serif KR'

/** A process can start resvg only once. */
let started: Promise<void> | undefined

async function load(files: PngFiles) {
  const names = (await readdir(files.fonts)).sort()
  const fonts = await Promise.all(names.map(name => readFile(join(files.fonts, name))))
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm')
  started ??= readFile(files.renderer).then(initWasm)
  await started
  return { Resvg, fonts, covers: coverageOf(fonts) }
}

/** The markup of a text is ASCII, which the fonts have. The ellipsis is replaced, because the Korean font raises it. */
const withoutTexts = (svg: string, covers: (text: string) => boolean): string =>
  svg.replaceAll('…', '...').replace(/<text\b.*?<\/text>/gs, text => (covers(text) ? text : ''))
