/** Pictures of a data folder: what is known of them, and what is wrong with them. */
import { createHash } from 'node:crypto'
import { symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { InvalidData } from '../../../lambdas/data/finding.ts'
import { readFolder } from '../../../lambdas/data/read-contents.ts'
import { aPng, GIF, TURNED_JPEG, WEBP } from '../../support/images.ts'
import { changed, type Files, inFolder, VALID } from './folder.ts'

const withImage = (image: string): Files =>
  changed('events/1997.yaml', 'significance: 5', `image: {${image}}\n  significance: 5`)
const ALT = 'alt: {en: A mill, ko: 물방앗간}'
const picturing = (file: string): Files => withImage(`file: ${file}, ${ALT}, credit: A photographer`)

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 16)

test('pictures are known by their content: type, size as shown, and the start of their digest', async () => {
  const files = {
    ...picturing('mill.png'),
    'timeline.yaml': `${VALID['timeline.yaml']}logo: logo.webp\n`,
    'media/mill.png': aPng(),
    'media/camera.JPEG': TURNED_JPEG,
    'media/logo.webp': WEBP,
    'media/named.png': GIF,
    'media/Thumbs.db': 'left by a file manager',
  }
  const { contents, unused } = await inFolder(files, readFolder)
  const camera = {
    id: 'camera.JPEG',
    digest: digestOf(TURNED_JPEG),
    type: 'image/jpeg',
    bytes: 51,
    width: 30,
    height: 40,
  }
  const logo = { id: 'logo.webp', digest: digestOf(WEBP), type: 'image/webp', bytes: 30, width: 7, height: 5 }
  const mill = {
    id: 'mill.png',
    digest: digestOf(aPng()),
    type: 'image/png',
    bytes: aPng().length,
    width: 3,
    height: 2,
  }
  const named = { id: 'named.png', digest: digestOf(GIF), type: 'image/gif', bytes: 13, width: 9, height: 8 }
  expect(contents.media).toEqual([camera, logo, mill, named])
  expect(contents.timeline.logo).toEqual(logo)
  expect(contents.events[0]!.event.image).toEqual({
    file: mill,
    alt: { en: 'A mill', ko: '물방앗간' },
    credit: 'A photographer',
  })
  expect(unused).toEqual(['camera.JPEG', 'named.png'])
})

/** What is wrong with a folder. */
async function mistakes(files: Files, arrange: (media: string) => Promise<void> = async () => {}): Promise<string> {
  const reading = inFolder({ 'media/mill.png': aPng(), ...files }, async folder => {
    await arrange(join(folder, 'media'))
    return readFolder(folder)
  })
  const error = await reading.catch(each => each)
  expect(error).toBeInstanceOf(InvalidData)
  return error.message
}

const WHERE = 'events/1997.yaml:7 act-in-force: image'
const TYPES = 'JPEG, PNG, WebP or GIF'

test.each<[string, Files, string]>([
  [
    'is missing',
    { ...picturing('mil.png'), 'media/notes.txt': 'text' },
    `${WHERE}.file "mil.png" is not a file in media/ of the data folder; allowed: mill.png`,
  ],
  [
    'would be elsewhere',
    picturing('"../mill.png"'),
    `${WHERE}.file "../mill.png" does not have the required form; allowed: the picture: the name of a JPEG, PNG, WebP or GIF file in media/, of letters a–z, digits, ".", "_" and "-"`,
  ],
  [
    'can carry scripts',
    { ...picturing('a.png'), 'media/a.png': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>' },
    `${WHERE}.file "a.png" is SVG; allowed: ${TYPES}`,
  ],
  [
    'is text',
    { ...picturing('a.png'), 'media/a.png': 'text' },
    `${WHERE}.file "a.png" is not a picture; allowed: ${TYPES}`,
  ],
  [
    'ends in its header',
    { ...picturing('a.jpg'), 'media/a.jpg': TURNED_JPEG.subarray(0, 40) },
    `${WHERE}.file "a.jpg" is not a picture; allowed: ${TYPES}`,
  ],
  [
    'has too many pixels',
    { ...picturing('a.png'), 'media/a.png': aPng(10_001, 1, false) },
    `${WHERE}.file "a.png" has 10001 × 1 pixels; allowed: 1–10000 pixels in width and height`,
  ],
  [
    'is not described in a language',
    withImage('file: mill.png, alt: {en: A mill}, credit: A photographer'),
    `${WHERE}.alt.ko is missing; allowed: what the picture shows, in each language of the timeline: en, ko`,
  ],
  [
    'is nobody’s',
    withImage(`file: mill.png, ${ALT}`),
    `${WHERE}.credit is missing; allowed: who made the picture or owns it, as a string or in each language`,
  ],
  [
    'is a logo and missing',
    { 'timeline.yaml': `${VALID['timeline.yaml']}logo: logo.png\n` },
    'timeline.yaml:19: logo "logo.png" is not a file in media/ of the data folder; allowed: mill.png',
  ],
])('a picture that %s is refused, with what is right', async (_, files, message) => {
  expect(await mistakes({ ...VALID, ...files })).toBe(message)
})

test('a picture that is too large, a link, or in a folder that is too large is refused', async () => {
  const arrange = async (media: string) => {
    await writeFile(join(media, 'large.png'), '')
    await truncate(join(media, 'large.png'), 201 * 2 ** 20)
    await symlink(join(media, 'mill.png'), join(media, 'link.png'))
  }
  expect(await mistakes(picturing('large.png'), arrange)).toBe(
    `${WHERE}.file "large.png" has 201.0 MiB; allowed: at most 5 MiB; a width of 1,600 pixels is enough for a page
media: has 202 MiB of files; allowed: at most 200 MiB`,
  )
  expect(await mistakes(picturing('link.png'), arrange)).toContain(
    `${WHERE}.file "link.png" is not a regular file; allowed: files directly in media/`,
  )
})
