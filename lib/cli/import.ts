/** `timeline import`: loads an export file into a timeline. */
import { resolve } from 'node:path'
import { searchFiles } from '../../lambdas/functions/search.ts'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { ImportRefused, importRecords } from '../../lambdas/store/dynamodb/import.ts'
import { searchIndexer } from '../../lambdas/store/search/index-file.ts'
import { explainAwsErrors } from '../aws/errors.ts'
import { parseArguments } from '../command-line.ts'
import { OperatorError } from '../operator-error.ts'
import { fileDigest, recordsOf } from './export-file.ts'
import { listed } from './listed.ts'
import { openTimeline, timelineOptions } from './open-timeline.ts'
import { showProgress } from './progress.ts'
import { print, type Terminal } from './terminal.ts'

export async function importCommand(args: string[], terminal: Terminal): Promise<void> {
  const { from, ...choice } = parseArguments(args, { ...timelineOptions(terminal), from: { type: 'string' } })
  if (from === undefined) throw new OperatorError('--from is required: a file that timeline export wrote')
  const path = resolve(terminal.cwd, from)
  const digest = await fileDigest(path)
  const timeline = await openTimeline(choice, 'timeline import', terminal)
  try {
    const importing = importRecords(timeline.connection, () => recordsOf(path), {
      at: terminal.now(),
      digest,
      progress: showProgress('events', terminal.stderr),
      indexer: searchIndexer(eventReader(timeline.connection), await searchFiles(timeline.searchPlace)),
    }).catch(error => {
      throw error instanceof ImportRefused ? new OperatorError(`${path} ${error.message}`) : error
    })
    const report = await explainAwsErrors('The import stopped; run it again to finish it', importing)
    const days = report.days > 0 ? `; days of highlights added: ${report.days}` : ''
    print(terminal, `${timeline.name}: ${report.written} events written, ${report.unchanged} unchanged${days}`)
    if (report.kept.length > 0)
      print(terminal, `kept, because the timeline has a later or different version: ${listed(report.kept)}`)
  } finally {
    await timeline.stop()
  }
}
