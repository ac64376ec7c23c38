/** Runs the functions that answer no requests, and tells a person what came of it. */

import { InvalidData } from '../../lambdas/data/finding.ts'
import type { AnniversariesConfig, LoaderConfig } from '../../lambdas/functions/config.ts'
import { createAnniversaries, type JobEvent } from '../../lambdas/functions/create-anniversaries.ts'
import { createLoader } from '../../lambdas/functions/create-loader.ts'
import { consoleNotifier } from '../../lambdas/notify/console-notifier.ts'
import { OperatorError } from '../operator-error.ts'

type Tell = (line: string) => void

/** Mistakes in the data folder are the owner's to mend: a line for each. */
export async function tellingMistakes<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof InvalidData) throw new OperatorError(error.message)
    throw error
  }
}

/**
 * Loads the data folder.
 * @throws {OperatorError} with a line for each mistake in it; then nothing was written
 */
export async function loadData(config: LoaderConfig, tell: Tell): Promise<{ timeZone: string }> {
  const { written, deleted, unchanged, kept, conflicts, timeZone, leftovers } = await tellingMistakes(
    createLoader(config)(),
  )
  tell(`Data       ${written} events written, ${deleted} deleted, ${unchanged} unchanged`)
  if (kept.length > 0) tell(`           kept, because an editor changed them since the last load: ${kept.join(', ')}`)
  if (conflicts.length > 0)
    tell(`           NOT loaded, because both the folder and an editor changed them: ${conflicts.join(', ')}`)
  if (leftovers.length > 0) tell(`           ignored leftovers of other programs: ${leftovers.join(', ')}`)
  return { timeZone }
}

/** Runs the daily job for a day, or for the day of a scheduled time. What it announces is told, too. */
export async function runAnniversaries(
  config: Omit<AnniversariesConfig, 'notifier'>,
  event: JobEvent,
  tell: Tell,
): Promise<void> {
  const run = createAnniversaries({ ...config, notifier: consoleNotifier(tell) })
  for (const day of await run(event)) {
    const marked = `${day.highlights} ${day.changed ? 'marked' : 'marked before'}`
    const more = day.more === 0 ? '' : `, ${day.more} more counted`
    tell(`Highlights ${day.date}: ${marked}${more}${day.announced ? ', announced' : ''}`)
  }
}
