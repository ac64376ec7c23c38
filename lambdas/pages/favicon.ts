/** The icon for tabs and bookmarks: years as bars. */
import { xml } from '../feeds/markup.ts'
import icons from './icons.json' with { type: 'json' }

export const FAVICON: string = xml`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="6" fill="#8c1d18"/>
<path d="M5 25h22M9 20v-5M14 20V8M19 20v-8M24 20v-2" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/>
</svg>
`.text

/** The same as PNG by its width. `npm run screenshots` makes it from the SVG. */
const png = (width: keyof typeof icons): Uint8Array => Buffer.from(icons[width], 'base64')

/** 180 × 180, without transparency. */
export const touchIcon = (): Uint8Array => png('180')

/** An ICO file of one PNG, 32 × 32: https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10) */
export function favicon(): Uint8Array {
  const image = png('32')
  const header = Buffer.alloc(22)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(1, 4)
  header.set([32, 32], 6)
  header.writeUInt16LE(1, 10)
  header.writeUInt16LE(32, 12)
  header.writeUInt32LE(image.length, 14)
  header.writeUInt32LE(header.length, 18)
  return Buffer.concat([header, image])
}
