/** Says in one line that the disk of the state folder is full, instead of what the engine or the SDK makes of it. */
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { OperatorError } from '../operator-error.ts'

/** SQLite's words, which the engine passes on, and those of the operating system. */
const FULL = /disk is full|no space left on device/i

/** Bytes below which the engine cannot extend its log by much more than one write. */
const LEAST_FREE = 256 * 1024

/** @returns the error to show instead of `error` if that, or what caused it, is a full disk */
export async function fullDisk(error: unknown, folder: string): Promise<OperatorError | undefined> {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (FULL.test(cause.message)) return new OperatorError(await describe(folder))
  return undefined
}

/**
 * For a host that runs: call it after a failure. It tells that the disk is full once, and again only after it was not.
 * @param space reads the free space; another in tests, which cannot fill a disk
 */
export function diskWatch(folder: string, tell: (line: string) => void, space = spaceOf): () => Promise<void> {
  let isTold = false
  return async () => {
    const isFull = (await space(folder)).free < LEAST_FREE
    if (isFull && !isTold) tell(await describe(folder, space))
    isTold = isFull
  }
}

async function describe(folder: string, space = spaceOf): Promise<string> {
  const { free, total } = await space(folder)
  return `The disk of ${folder} is full: ${readable(free)} of ${readable(total)} are free. Free some space, or choose another folder with --state`
}

/** In bytes. A folder that could not be created is on the disk of the one around it. */
async function spaceOf(folder: string): Promise<{ free: number; total: number }> {
  const { bsize, bavail, blocks } = await statfs(folder).catch(() => statfs(dirname(folder)))
  return { free: bavail * bsize, total: blocks * bsize }
}

function readable(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1000)))
  return `${Number((bytes / 1000 ** power).toPrecision(2))} ${units[power]}`
}
