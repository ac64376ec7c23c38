/** Reports a full disk in one line, in place of the error of the engine or the SDK. */
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { OperatorError } from '../operator-error.ts'

/** Messages of SQLite, which the engine passes on, and of the operating system. */
const FULL = /disk is full|no space left on device/i

/** Bytes. With less, the engine has room in its log for about one more write. */
const LEAST_FREE = 256 * 1024

/** @returns the error to show if `error` or one of its causes is a full disk */
export async function fullDisk(error: unknown, folder: string): Promise<OperatorError | undefined> {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (FULL.test(cause.message)) return new OperatorError(await describe(folder))
  return undefined
}

/**
 * Returns a check to call after a failure. It reports a full disk once, and again only if there was free space in between.
 * @param space reads the free space; replaced in tests, which cannot fill a disk
 */
export function diskWatch(folder: string, report: (line: string) => void, space = spaceOf): () => Promise<void> {
  let isReported = false
  return async () => {
    const isFull = (await space(folder)).free < LEAST_FREE
    if (isFull && !isReported) report(await describe(folder, space))
    isReported = isFull
  }
}

async function describe(folder: string, space = spaceOf): Promise<string> {
  const { free, total } = await space(folder)
  return `The disk of ${folder} is full: ${readable(free)} of ${readable(total)} are free. Free some space, or choose another folder with --state`
}

/** Free and total bytes of the disk of the folder, or of its parent if the folder could not be created. */
async function spaceOf(folder: string): Promise<{ free: number; total: number }> {
  const { bsize, bavail, blocks } = await statfs(folder).catch(() => statfs(dirname(folder)))
  return { free: bavail * bsize, total: blocks * bsize }
}

function readable(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1000)))
  return `${Number((bytes / 1000 ** power).toPrecision(2))} ${units[power]}`
}
