/** `timeline export`: writes a whole timeline to a file for `timeline import`. */
import { resolve } from 'node:path'
import { readMetadata, waitUntilSettled } from '../../lambdas/store/dynamodb/bulk-write.ts'
import type { Connection } from '../../lambdas/store/dynamodb/document-client.ts'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { exportEvents, exportRest } from '../../lambdas/store/dynamodb/export.ts'
import { EXPORT_VERSION } from '../../lambdas/store/export-record.ts'
import { explainAwsErrors } from '../aws/errors.ts'
import { parseArguments } from '../command-line.ts'
import { OperatorError } from '../operator-error.ts'
import { openExport } from './export-file.ts'
import { openTimeline, timelineOptions } from './open-timeline.ts'
import { showProgress } from './progress.ts'
import { print, printError, type Terminal } from './terminal.ts'

export async function exportCommand(args: string[], terminal: Terminal): Promise<void> {
  const { to, ...choice } = parseArguments(args, { ...timelineOptions(terminal), to: { type: 'string' } })
  const file = resolve(terminal.cwd, to ?? `${choice.stack ?? 'local'}-${terminal.now().slice(0, 10)}.ndjson`)
  const timeline = await openTimeline(choice, 'timeline export', terminal)
  try {
    await explainAwsErrors('The export stopped; run it again to continue', exportTo(file, timeline, terminal))
  } finally {
    await timeline.stop()
  }
}

/**
 * Exports to a file and prints the number of events.
 * @param source.name the location of the timeline, for messages
 * @throws {OperatorError} if there is nothing to export, or the file cannot be written
 */
export async function exportTo(
  path: string,
  source: { connection: Connection; name: string },
  terminal: Pick<Terminal, 'stdout' | 'stderr' | 'now'>,
): Promise<void> {
  const { connection, name } = source
  const metadata = await readMetadata(connection)
  if (metadata?.timeline === undefined)
    throw new OperatorError(`There is no timeline yet: nothing has been loaded into ${name}`)
  if (metadata.loading !== undefined)
    printError(terminal, 'A load is in progress or was interrupted: the export contains what it has written so far')
  await waitUntilSettled(metadata, terminal.now())

  const { namespace, title } = metadata.timeline
  const file = await openExport(path, {
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
    await file.append([...(await exportRest(connection)), { kind: 'end' }])
    print(terminal, `${path}: ${events} events exported from ${name}`)
  } finally {
    await file.close()
  }
}
