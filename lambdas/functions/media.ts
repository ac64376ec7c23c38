/** The bucket from which the distribution serves images. On a laptop there is none: its host serves the data folder. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MediaFile, mediaPath } from '../domain/media.ts'
import { CACHE_CLASSES } from '../http/cache-control.ts'
import type { BucketLocation } from '../store/bucket.ts'
import { openBucket } from './bucket.ts'

/**
 * Writes the images of the data folder that the bucket lacks. Those that the folder no longer has stay, because feed readers and events
 * that an editor has changed may still refer to them.
 */
export async function uploadMedia(
  files: readonly MediaFile[],
  folder: string,
  location: BucketLocation,
): Promise<void> {
  if (files.length === 0) return
  const bucket = await openBucket(location)
  const stored = new Set(await bucket.list())
  for (const file of files) {
    const key = mediaPath(file).slice(1)
    if (stored.has(key)) continue
    await bucket.write(key, await readFile(join(folder, 'media', file.id)), {
      'content-type': file.type,
      'cache-control': CACHE_CLASSES.immutable,
    })
  }
}
