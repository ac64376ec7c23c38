/** Draws SVG as PNG with one font. A text that has a character without a glyph is left out as a whole, rather than shown in part. */
import { readFile } from 'node:fs/promises'
import { coverageOf } from './coverage.ts'

export interface PngFiles {
  /** Path of resvg in WebAssembly. */
  renderer: string
  /** Path of the TrueType font. */
  font: string
}

export type Rasterize = (svg: string) => Promise<Uint8Array>

/** Reads its files with the first picture. */
export function rasterizer(files: PngFiles): Rasterize {
  let loaded: ReturnType<typeof load> | undefined
  return async svg => {
    loaded ??= load(files)
    const { Resvg, font, covers } = await loaded
    const drawn = new Resvg(withoutTexts(svg.normalize('NFC'), covers), {
      font: { fontBuffers: [font], loadSystemFonts: false, defaultFontFamily: FAMILY, serifFamily: FAMILY },
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

/** resvg can be started once in a process. */
let started: Promise<void> | undefined

async function load(files: PngFiles) {
  const [{ initWasm, Resvg }, font] = await Promise.all([import('@resvg/resvg-wasm'), readFile(files.font)])
  started ??= readFile(files.renderer).then(initWasm)
  await started
  return { Resvg, font, covers: coverageOf(font) }
}

/** The markup of a text is ASCII, which the font has. Its ellipsis is raised as in Korean. */
const withoutTexts = (svg: string, covers: (text: string) => boolean): string =>
  svg.replaceAll('…', '...').replace(/<text\b.*?<\/text>/gs, text => (covers(text) ? text : ''))
