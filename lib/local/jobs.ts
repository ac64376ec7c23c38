/** Runs the functions that answer no requests, and tells a person what came of it. */
import { InvalidData } from '../../lambdas/data/finding.ts'
import { OperatorError } from '../operator-error.ts'
import { functionHandler } from './functions.ts'

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
export async function loadData(tell: Tell): Promise<{ timeZone: string }> {
  const load = await functionHandler('loader')
  const { written, deleted, unchanged, kept, conflicts, timeZone } = await tellingMistakes(load())
  tell(`Data       ${written} events written, ${deleted} deleted, ${unchanged} unchanged`)
  if (kept.length > 0) tell(`           kept as edited since the last load: ${kept.join(', ')}`)
  if (conflicts.length > 0) tell(`           NOT loaded, changed both here and by an editor: ${conflicts.join(', ')}`)
  return { timeZone }
}

/** Runs the daily job for `date`, or for today. */
export async function runAnniversaries(date: string | undefined, tell: Tell): Promise<void> {
  const run = await functionHandler('anniversaries')
  for (const day of await run(date === undefined ? { scheduledTime: new Date().toISOString() } : { date })) {
    const marked = `${day.highlights} ${day.changed ? 'marked' : 'marked before'}`
    const more = day.more === 0 ? '' : `, ${day.more} more counted`
    tell(`Highlights ${day.date}: ${marked}${more}${day.announced ? ', announced' : ''}`)
  }
}
