/** Runs the loader and the daily job, and reports their results. */
import { InvalidData } from '../../lambdas/data/finding.ts'
import type { Timeline } from '../../lambdas/domain/event.ts'
import type { AnniversariesConfig, LoaderConfig, StoreConfig } from '../../lambdas/functions/config.ts'
import { createAnniversaries, type JobEvent } from '../../lambdas/functions/create-anniversaries.ts'
import { createLoader } from '../../lambdas/functions/create-loader.ts'
import { layoutOf, readMetadata } from '../../lambdas/store/dynamodb/bulk-write.ts'
import { connection, WORKING } from '../../lambdas/store/dynamodb/document-client.ts'
import { LAYOUT } from '../../lambdas/store/dynamodb/items.ts'
import { ForeignTimeline, MissingCategory } from '../../lambdas/store/dynamodb/load.ts'
import { counted } from '../counted.ts'
import { OperatorError } from '../operator-error.ts'

type Report = (line: string) => void

/** @throws {OperatorError} with a line for each mistake in the data folder, or if the store has another timeline */
export async function explainInvalidData<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof InvalidData) throw new OperatorError(error.message)
    if (error instanceof MissingCategory) throw new OperatorError(error.message)
    if (error instanceof ForeignTimeline)
      throw new OperatorError(`${error.message}; choose another store with --state FOLDER or --stack NAME`)
    throw error
  }
}

/**
 * A function that loads the data folder. It remembers the files that it has parsed, so that loading again takes less.
 * @throws {OperatorError} with a line for each mistake, before anything is written
 */
export function dataLoad(config: LoaderConfig, report: Report): () => Promise<Timeline> {
  const loader = createLoader(config)
  return async () => {
    const loaded = await explainInvalidData(loader())
    const { converted, written, deleted, unchanged, kept, conflicts, timeline, leftovers } = loaded
    if (converted !== undefined)
      report(
        `Store      of another version of Annals: ${counted(converted, 'event')} converted; revisions, edits and highlights are kept`,
      )
    report(`Data       ${counted(written, 'event')} written, ${deleted} deleted, ${unchanged} unchanged`)
    if (kept.length > 0)
      report(`           kept, because an editor changed them since the last load: ${kept.join(', ')}`)
    if (conflicts.length > 0)
      report(`           NOT loaded, because both the folder and an editor changed them: ${conflicts.join(', ')}`)
    if (leftovers.length > 0) report(`           ignored leftovers of other programs: ${leftovers.join(', ')}`)
    return timeline
  }
}

export const loadData = (config: LoaderConfig, report: Report): Promise<Timeline> => dataLoad(config, report)()

/** The settings of the stored timeline. @throws {OperatorError} if nothing has been loaded */
export async function storedTimeline(config: StoreConfig, report: Report): Promise<Timeline> {
  const metadata = await readMetadata(connection(config, WORKING))
  if (layoutOf(metadata) !== LAYOUT)
    report('Store      of another version of Annals: start without --no-load, or run annals restore, to convert it')
  if (metadata?.timeline === undefined) throw new OperatorError('There is no timeline yet: start without --no-load')
  return metadata.timeline
}

/** Runs the daily job for a day or for the day of a scheduled time, and reports its announcements. */
export async function runAnniversaries(
  config: Omit<AnniversariesConfig, 'notifier'>,
  event: JobEvent,
  report: Report,
): Promise<void> {
  const run = createAnniversaries({ ...config, notifier: { notify: async ({ text }) => report(text) } })
  for (const day of await run(event)) {
    const marked = day.highlights === 0 ? 'none' : `${day.highlights} ${day.changed ? 'marked' : 'marked before'}`
    const more = day.more === 0 ? '' : `, ${day.more} more counted`
    report(`Highlights ${day.date}: ${marked}${more}${day.announced ? ', announced' : ''}`)
  }
}
