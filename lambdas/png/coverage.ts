/** Finds the characters for which fonts have glyphs, in their `cmap` tables of format 4: https://learn.microsoft.com/en-us/typography/opentype/spec/cmap */

/** @param fonts TrueType files @returns whether the fonts can show a text */
export function coverageOf(fonts: readonly Buffer[]): (text: string) => boolean {
  const characters = new Set(fonts.flatMap(font => [...charactersIn(font)]))
  return text => [...text].every(each => /\s/.test(each) || characters.has(each))
}

function charactersIn(font: Buffer): Set<string> {
  const table = tableAt(font)
  const segments = font.readUInt16BE(table + 6) / 2
  const column = (index: number, segment: number) =>
    table + 14 + (index * segments + segment) * 2 + (index === 0 ? 0 : 2)
  const characters = new Set<string>()
  for (let segment = 0; segment < segments; segment++) {
    const [end, start, delta, offset] = [0, 1, 2, 3].map(index => font.readUInt16BE(column(index, segment)))
    for (let code = start!; code <= end! && code < 0xff_ff; code++) {
      const glyph = offset === 0 ? code + delta! : font.readUInt16BE(column(3, segment) + offset! + (code - start!) * 2)
      if (glyph % 0x1_00_00 !== 0) characters.add(String.fromCharCode(code))
    }
  }
  return characters
}

/** Position of the subtable. @throws {Error} if the font has none in format 4 */
function tableAt(font: Buffer): number {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index)
  const record = tables.find(at => font.toString('latin1', at, at + 4) === 'cmap')
  const start = record === undefined ? 0 : font.readUInt32BE(record + 8)
  const subtables = Array.from({ length: font.readUInt16BE(start + 2) }, (_, index) => start + 4 + 8 * index)
  const found = subtables.map(at => start + font.readUInt32BE(at + 4)).find(at => font.readUInt16BE(at) === 4)
  if (record === undefined || found === undefined) throw new Error('The font has no character map in format 4')
  return found
}
