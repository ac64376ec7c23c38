/**
 * Golden files: answers kept as bytes. They are compared, never written, unless someone asks for it –
 *
 *     UPDATE_GOLDEN=1 npm test -- test/golden
 *
 * – and then reads the difference as a subscriber would. A machine never does: with `CI` set, that is refused.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const COMMAND = 'UPDATE_GOLDEN=1 npm test -- test/golden'

/** Whether golden files are to be written. @throws {Error} when that is asked for where nobody reads what is written */
export function writesGolden(environment: Record<string, string | undefined>): boolean {
  if (environment.UPDATE_GOLDEN !== '1') return false
  if (environment.CI) throw new Error('UPDATE_GOLDEN is refused while CI is set: golden files are written by hand')
  return true
}

/** The bytes of golden file `name` in `folder`, once they have been written if that is asked for. */
export function goldenFile(folder: string, name: string, actual: string): string {
  const file = join(folder, name)
  if (writesGolden(process.env)) writeFileSync(file, actual)
  if (!existsSync(file)) throw new Error(`There is no golden file ${name}; if there is to be one: ${COMMAND}`)
  return readFileSync(file, 'utf8')
}
