/** Reads a data folder: checked, names resolved, in the order of time. */
import type { Contents } from '../domain/event.ts'
import { check } from './check.ts'
import { readFiles } from './read-files.ts'
import { resolve } from './resolve.ts'

/**
 * @param folder holds `timeline.yaml`, `events/YYYY.yaml` and, if wanted, `series/ID.yaml`
 * @throws {InvalidData} with every mistake in the folder, or the first hundred
 */
export async function readContents(folder: string): Promise<Contents> {
  return resolve(check(await readFiles(folder)))
}
