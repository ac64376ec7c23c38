/** Reads and checks a data folder and resolves its terms, with events in chronological order. */
import type { Contents } from '../domain/event.ts'
import { check } from './check.ts'
import { type KnownFiles, type ReadProgress, readFiles } from './read-files.ts'
import { resolve } from './resolve.ts'

export interface Folder {
  contents: Contents
  /** Ignored backup and temporary files, e.g. `events/2015.yaml~`. */
  leftovers: string[]
  /** Names of files in `media/` that nothing uses. */
  unused: string[]
}

/**
 * @param path folder with `timeline.yaml`, `events/YYYY.yaml` and optionally `series/ID.yaml` and `media/`
 * @param now milliseconds since 1970
 * @param known files read before
 * @throws {InvalidData} with up to 100 mistakes
 */
export async function readFolder(
  path: string,
  progress?: ReadProgress,
  now = Date.now(),
  known?: KnownFiles,
): Promise<Folder> {
  const files = await readFiles(path, progress, known)
  const authored = check(files, now)
  return { contents: resolve(authored), leftovers: files.leftovers, unused: authored.unused }
}

/** `readFolder` without the list of ignored files. */
export const readContents = async (path: string): Promise<Contents> => (await readFolder(path)).contents
