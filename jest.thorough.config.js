/**
 * `npm run test:thorough`: `*.thorough.ts`, which are too slow to run on every change, and once more the files of the fast suite that try
 * more when `ANNALS_THOROUGH` is set (`test/support/thorough.ts`).
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fast from './jest.config.js'

process.env.ANNALS_THOROUGH = '1'

const ROOT = import.meta.dirname
const drawsMoreCases = file => /\/support\/(thorough|fast-check)\.ts'/.test(readFileSync(join(ROOT, file), 'utf8'))

export default {
  ...fast,
  testMatch: ['test/**/*.thorough.ts', ...globSync('test/**/*.test.ts', { cwd: ROOT }).filter(drawsMoreCases)].map(
    pattern => `<rootDir>/${pattern.replaceAll('\\', '/')}`,
  ),
  testTimeout: 600_000,
}
