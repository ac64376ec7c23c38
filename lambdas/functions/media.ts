/** The bucket from which the distribution serves pictures. On a laptop there is none: its host serves the data folder. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MediaFile, mediaPath } from '../domain/media.ts'
import { CACHE_CLASSES } from '../http/cache-control.ts'
import type { BucketLocation } from '../store/bucket.ts'
import { bucketOf } from './search.ts'

/**
 * Writes the pictures of the data folder that the bucket lacks. Those that the folder no longer has stay, because feed readers and events
 * that an editor has changed may still refer to them.
 */
export async function uploadMedia(
  files: readonly MediaFile[],
  folder: string,
  location: BucketLocation,
): Promise<void> {
  if (files.length === 0) return
  const bucket = await bucketOf(location)
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

export async function emptyBucket(location: BucketLocation): Promise<void> {
  const bucket = await bucketOf(location)
  for (const name of await bucket.list()) await bucket.remove(name)
}
