/** Reads a data folder: checked, names resolved, in the order of time. */
import type { Contents } from '../domain/event.ts'
import { check } from './check.ts'
import { type ReadProgress, readFiles } from './read-files.ts'
import { resolve } from './resolve.ts'

export interface Folder {
  contents: Contents
  /** Leftovers of editors and file managers, e.g. `events/2015.yaml~`, which were not read. */
  leftovers: string[]
}

/**
 * @param path holds `timeline.yaml`, `events/YYYY.yaml` and, if wanted, `series/ID.yaml`
 * @throws {InvalidData} with every mistake in the folder, or the first hundred
 */
export async function readFolder(path: string, progress?: ReadProgress): Promise<Folder> {
  const files = await readFiles(path, progress)
  return { contents: resolve(check(files)), leftovers: files.leftovers }
}

/** `readFolder` without what it left out. */
export const readContents = async (path: string): Promise<Contents> => (await readFolder(path)).contents
