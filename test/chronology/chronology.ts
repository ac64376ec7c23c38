/** The chronology in `data/`, and how its tests are skipped where the folder is another timeline. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from '@jest/globals'
import { parse } from 'yaml'
import { readContents } from '../../lambdas/data/read-contents.ts'
import type { Contents } from '../../lambdas/domain/event.ts'
import type { AuthoredTimeline } from '../../lambdas/domain/schema.ts'
import { SHIPPED } from '../../lib/cli/warnings.ts'

const FOLDER = join(import.meta.dirname, '../../data')

/** `timeline.yaml` as it is written. */
export const settings: AuthoredTimeline = parse(await readFile(join(FOLDER, 'timeline.yaml'), 'utf8'))

const isChronology = settings.namespace === SHIPPED.namespace
const contents = isChronology ? await readContents(FOLDER) : undefined

/** @param define defines the tests; not called for a folder with another namespace */
export function describeChronology(define: (contents: Contents) => void): void {
  if (contents) describe('the chronology', () => define(contents))
  else test.skip(`data/ has another namespace: ${settings.namespace} is not the chronology’s`, () => {})
}
