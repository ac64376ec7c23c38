/** `annals backup`: writes a whole timeline, with its history, to a file for `annals restore`. */
import { resolve } from 'node:path'
import { readMetadata, waitUntilSettled } from '../../lambdas/store/dynamodb/bulk-write.ts'
import type { Connection } from '../../lambdas/store/dynamodb/document-client.ts'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { exportEvents, exportRest } from '../../lambdas/store/dynamodb/export.ts'
import { countKinds, EXPORT_VERSION } from '../../lambdas/store/export-record.ts'
import { explainAwsErrors } from '../aws/errors.ts'
import { OperatorError } from '../operator-error.ts'
import { openBackup } from './backup-file.ts'
import type { Definition } from './definition.ts'
import { usingTimeline } from './open-timeline.ts'
import { timelineCommand } from './options.ts'
import { showProgress } from './progress.ts'
import { print, printError, type Terminal } from './terminal.ts'

export const define: Definition = terminal =>
  timelineCommand()
    .description(
      'Writes every event with its revisions, the vocabularies, the series and the days of the daily job to a file. Continues a backup that was interrupted, and overwrites no other file.',
    )
    .argument('[file]', 'file to write; by default NAME-DATE.ndjson')
    .action((file, choice) =>
      usingTimeline(choice, 'annals backup', terminal, async timeline => {
        const name = file ?? `${choice.stack ?? 'local'}-${terminal.now().slice(0, 10)}.ndjson`
        const writing = writeBackup(resolve(terminal.cwd, name), timeline, terminal)
        await explainAwsErrors('The backup stopped; run it again to continue', writing)
      }),
    )

/**
 * Writes a backup and prints the number of events.
 * @param source.name the location of the timeline, for messages
 * @throws {OperatorError} if there is nothing to back up, or the file cannot be written
 */
export async function writeBackup(
  path: string,
  source: { connection: Connection; name: string },
  terminal: Pick<Terminal, 'stdout' | 'stderr' | 'now'>,
): Promise<void> {
  const { connection, name } = source
  const metadata = await readMetadata(connection)
  if (metadata?.timeline === undefined)
    throw new OperatorError(`There is no timeline yet: nothing has been loaded into ${name}`)
  if (metadata.loading !== undefined)
    printError(terminal, 'A load is in progress or was interrupted: the backup contains what it has written so far')
  await waitUntilSettled(metadata, terminal.now())

  const { namespace, title } = metadata.timeline
  const file = await openBackup(path, {
    kind: 'header',
    format: 'annals-export',
    version: EXPORT_VERSION,
    namespace,
    title,
    exportedFrom: name,
  })
  try {
    const progress = showProgress('events', terminal.stderr)
    // Excludes tombstones.
    const expected = (await eventReader(connection).counts('status')).reduce((sum, each) => sum + each.events, 0)
    let { events } = file
    for await (const records of exportEvents(connection, file.last)) {
      await file.append(records)
      events += records.length
      progress(events, expected)
    }
    const rest = await exportRest(connection)
    await file.append([...rest, { kind: 'end', counts: { event: events, ...countKinds(rest) } }])
    print(terminal, `${path}: ${events} events backed up from ${name}`)
  } finally {
    await file.close()
  }
}
