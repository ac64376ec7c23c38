/** Identifies the deployed code, so that ETags change when the code does. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Contains all code that shapes a response. */
const CODE_FOLDER = 'lambdas'
const LOCKFILE = 'package-lock.json'

/**
 * The first 12 hexadecimal digits of the SHA-256 over the names and bytes of every file in `lambdas/` and of `package-lock.json`.
 * The same code gives the same id on every machine.
 * @param root the project's root folder
 */
export function buildId(root: string): string {
  const hash = createHash('sha256')
  for (const name of [...filesIn(root, CODE_FOLDER), LOCKFILE].sort()) {
    const bytes = readFileSync(join(root, name))
    // The length makes the boundaries between files unambiguous.
    hash.update(`${name}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex').slice(0, 12)
}

/** Paths of all files below `folder`, relative to `root` and with `/` on every system. */
function filesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
}
