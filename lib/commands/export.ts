/** `timeline export`: writes a whole timeline to a file that `timeline import` reads. */
import { resolve } from 'node:path'
import { systemClock } from '../../lambdas/functions/config.ts'
import { readHead, settled } from '../../lambdas/store/dynamodb/bulk-write.ts'
import type { Connection } from '../../lambdas/store/dynamodb/document-client.ts'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { exportEvents, exportRest } from '../../lambdas/store/dynamodb/export.ts'
import { EXPORT_VERSION } from '../../lambdas/store/export-record.ts'
import { askingAws } from '../aws/errors.ts'
import { parseArguments } from '../command-line.ts'
import { OperatorError } from '../operator-error.ts'
import { openExport } from './export-file.ts'
import { openTimeline, timelineOptions } from './open-timeline.ts'
import { showProgress } from './progress.ts'

export async function exportCommand(args: string[], root: string): Promise<void> {
  const { to, ...choice } = parseArguments(args, { ...timelineOptions(root), to: { type: 'string' } })
  const file = resolve(to ?? `${choice.stack ?? 'local'}-${systemClock().slice(0, 10)}.ndjson`)
  const timeline = await openTimeline(choice, 'timeline export')
  try {
    await askingAws('The export stopped; run again, it goes on where it ended', exportTo(file, timeline))
  } finally {
    await timeline.stop()
  }
}

/**
 * Exports to a file, and tells how many events are in it.
 * @param source.name where the timeline is, for people
 * @throws {OperatorError} if there is nothing to export, or the file is not to be written
 */
export async function exportTo(path: string, source: { connection: Connection; name: string }): Promise<void> {
  const { connection, name } = source
  const head = await readHead(connection)
  if (head?.timeline === undefined)
    throw new OperatorError(`There is no timeline yet: nothing has been loaded into ${name}`)
  if (head.loading !== undefined)
    console.error('A load is under way, or has died: the export has what it has written so far')
  await settled(head, systemClock())

  const { namespace, title } = head.timeline
  const file = await openExport(path, {
    kind: 'header',
    format: 'annals-export',
    version: EXPORT_VERSION,
    namespace,
    title,
    exportedFrom: name,
  })
  try {
    const progress = showProgress('events')
    // Without the tombstones, which nobody counts.
    const expected = (await eventReader(connection).counts('status')).reduce((sum, each) => sum + each.events, 0)
    let { events } = file
    for await (const records of exportEvents(connection, file.last)) {
      await file.append(records)
      events += records.length
      progress(events, expected)
    }
    await file.append([...(await exportRest(connection)), { kind: 'end' }])
    console.log(`${path}: ${events} events exported from ${name}`)
  } finally {
    await file.close()
  }
}
