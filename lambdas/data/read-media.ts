/** Reads the type and size of the images in a data folder from their content. */
import { createHash } from 'node:crypto'
import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { imageSize } from 'image-size'
import { ALLOWED_NAMES, MEDIA_NAME, MEDIA_TYPES, type MediaFile } from '../domain/media.ts'
import type { Finding } from './finding.ts'

/** A file in `media/` that cannot be used. `wrong` continues a sentence that begins with its name. */
export interface UnusableFile {
  id: string
  bytes: number
  wrong: string
  allowed: string
}

const MEBIBYTE = 2 ** 20
const MAX_MEBIBYTES = 5
const MAX_PIXELS = 10_000

/** The folder is deployed with the code of the loader, of which Lambda unpacks at most 250 MB: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_MEBIBYTES_IN_ALL = 200

/** Orientations in Exif by which browsers turn an image by 90°. */
const isTurned = (orientation = 1): boolean => orientation >= 5

/** @param names of files in `media/` */
export async function readMedia(folder: string, names: readonly string[]): Promise<(MediaFile | UnusableFile)[]> {
  const files = []
  // One at a time, to limit memory.
  for (const name of names) files.push(await readMediaFile(folder, name))
  return files
}

export function* totalSize(files: readonly (MediaFile | UnusableFile)[]): Generator<Finding> {
  const mebibytes = Math.ceil(files.reduce((sum, { bytes }) => sum + bytes, 0) / MEBIBYTE)
  if (mebibytes > MAX_MEBIBYTES_IN_ALL)
    yield {
      file: 'media',
      path: '',
      wrong: `has ${mebibytes} MiB of files`,
      allowed: `at most ${MAX_MEBIBYTES_IN_ALL} MiB`,
    }
}

/** Reads an image, and detects its type from its content. @param id name of the file */
export async function readMediaFile(folder: string, id: string): Promise<MediaFile | UnusableFile> {
  const path = join(folder, 'media', id)
  let bytes = 0
  const unusable = (wrong: string, allowed: string) => ({ id, bytes, wrong, allowed })
  try {
    const stats = await lstat(path)
    bytes = stats.size
    if (!new RegExp(MEDIA_NAME).test(id)) return unusable('has another name', ALLOWED_NAMES)
    if (!stats.isFile()) return unusable('is not a regular file', 'files directly in media/')
    if (bytes > MAX_MEBIBYTES * MEBIBYTE)
      return unusable(
        `has ${(bytes / MEBIBYTE).toFixed(1)} MiB`,
        `at most ${MAX_MEBIBYTES} MiB; a width of 1,600 pixels is enough for a page`,
      )
    const content = await readFile(path)
    const size = sizeOf(content)
    const type = MEDIA_TYPES.find(each => each === `image/${size?.type === 'jpg' ? 'jpeg' : size?.type}`)
    if (size === undefined || type === undefined)
      return unusable(`is ${size?.type?.toUpperCase() ?? 'not a picture'}`, 'JPEG, PNG, WebP or GIF')
    const [width, height] = isTurned(size.orientation) ? [size.height, size.width] : [size.width, size.height]
    if (Math.min(width, height) < 1 || Math.max(width, height) > MAX_PIXELS)
      return unusable(`has ${width} × ${height} pixels`, `1–${MAX_PIXELS} pixels in width and height`)
    const digest = createHash('sha256').update(content).digest('hex').slice(0, 16)
    return { id, digest, type, bytes, width, height }
  } catch (error) {
    return unusable(`cannot be read: ${(error as Error).message}`, 'a readable file')
  }
}

/** Undefined for a file of no known type, and for an image that ends within its header. */
function sizeOf(bytes: Uint8Array) {
  try {
    return imageSize(bytes)
  } catch {
    return undefined
  }
}
