/** Names the code that runs, so that whatever is derived from it – ETags above all – changes when it does. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Everything that decides what an answer looks like, apart from the stored events. */
const CODE_FOLDER = 'lambdas'
const LOCKFILE = 'package-lock.json'

/**
 * A short name for the code in the project at `root`: 12 hexadecimal digits of the SHA-256 over the names and bytes of
 * every file in `lambdas/` and of `package-lock.json`. The same on every machine and in every checkout of the same code.
 */
export function buildId(root: string): string {
  const hash = createHash('sha256')
  for (const name of [...filesIn(root, CODE_FOLDER), LOCKFILE].sort()) {
    const bytes = readFileSync(join(root, name))
    // With its length, no file can pass for the end of one and the beginning of the next.
    hash.update(`${name}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex').slice(0, 12)
}

/** Paths, relative to `root` and with `/` on every system, of the files in `folder` at any depth. */
function filesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
}
