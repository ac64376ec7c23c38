/** Images to test with: the bytes of some, and one as the store holds it with its event. */
import { crc32, deflateSync } from 'node:zlib'
import type { Image } from '../../lambdas/domain/event.ts'

/** A black PNG. @param pixels whether it has any, without which it is only a header that claims a size */
export function aPng(width = 3, height = 2, pixels = true): Buffer {
  const chunk = (type: string, content: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), content])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(content.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...(pixels ? [chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height)))] : []),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const word = (value: number) => [value >> 8, value & 255]

/** The head of a JPEG of 40 × 30 pixels, which a camera took upright. */
export const TURNED_JPEG = Buffer.from(
  [
    [0xff, 0xd8],
    // Exif with one entry: the orientation 6, by which a reader turns it clockwise.
    [0xff, 0xe1, ...word(34), ...Buffer.from('Exif\0\0MM\0*'), 0, 0, 0, 8, ...word(1)],
    [...word(0x0112), ...word(3), 0, 0, 0, 1, ...word(6), 0, 0, 0, 0, 0, 0],
    [0xff, 0xc0, ...word(11), 8, ...word(30), ...word(40), 1, 1, 0x11, 0],
  ].flat(),
)

export const WEBP = Buffer.concat([
  Buffer.from('RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0'),
  // 7 × 5 pixels, each less one, in 14 bits.
  Buffer.from([0x2f, 6, 0, 1, 0, 0, 0, 0, 0, 0]),
])

export const GIF = Buffer.from('GIF89a\x09\0\x08\0\0\0\0', 'latin1')

export const IMAGE: Image = {
  file: { id: 'mill.png', digest: '0123456789abcdef', type: 'image/png', bytes: 1234, width: 1600, height: 900 },
  alt: { en: 'A mill & a pond', ko: '물방앗간과 연못' },
  credit: 'A. <Photographer>',
  licence: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  source: 'https://archive.example/mill?a=b&c=d',
}
