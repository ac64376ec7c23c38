/** Identifies the deployed code, so that ETags change when the code does. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Contains all code that shapes a response. */
const CODE_FOLDER = 'lambdas'
const LOCKFILE = 'package-lock.json'
export const BUILD_ID = 'build-id'

/**
 * The first 12 hexadecimal digits of the SHA-256 over the names and bytes of all files in `lambdas/` and of `package-lock.json`: the same
 * on every machine. The package has no lockfile and keeps the id in the file `build-id`.
 * @param root of the project, or of the compiled code
 */
export function buildId(root: string): string {
  const kept = join(root, BUILD_ID)
  if (existsSync(kept)) return readFileSync(kept, 'utf8')
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
