/** `annals restore`: brings a backup into a timeline. */
import { resolve } from 'node:path'
import { searchFiles } from '../../lambdas/functions/search.ts'
import { eventReader } from '../../lambdas/store/dynamodb/event-reader.ts'
import { ImportRefused, importRecords } from '../../lambdas/store/dynamodb/import.ts'
import { searchIndexer } from '../../lambdas/store/search/index-file.ts'
import { explainAwsErrors } from '../aws/errors.ts'
import { counted, listed } from '../counted.ts'
import { OperatorError } from '../operator-error.ts'
import { fileDigest, recordsOf } from './backup-file.ts'
import { checkBackup } from './check-backup.ts'
import type { Definition } from './definition.ts'
import { usingTimeline } from './open-timeline.ts'
import { timelineCommand } from './options.ts'
import { showProgress } from './progress.ts'
import { print } from './terminal.ts'

export const define: Definition = terminal =>
  timelineCommand()
    .description(
      'Writes the events of a backup that are missing in the timeline or newer than there, with their revisions. Nothing is written if the backup has a mistake.',
    )
    .argument('<file>', 'a file that annals backup wrote')
    .action(async (file, choice) => {
      const path = resolve(terminal.cwd, file)
      const digest = await fileDigest(path)
      await checkBackup(path)
      await usingTimeline(choice, 'annals restore', terminal, async timeline => {
        const restoring = importRecords(timeline.connection, () => recordsOf(path), {
          at: terminal.now(),
          digest,
          progress: showProgress('events', terminal.stderr),
          indexer: searchIndexer(eventReader(timeline.connection), await searchFiles(timeline.store.searchLocation)),
        }).catch(error => {
          throw error instanceof ImportRefused ? new OperatorError(`${path} ${error.message}`) : error
        })
        const report = await explainAwsErrors('The restore stopped; run it again to finish it', restoring)
        const days = report.days > 0 ? `; days of highlights added: ${report.days}` : ''
        print(
          terminal,
          `${timeline.name}: ${counted(report.written, 'event')} written, ${report.unchanged} unchanged${days}`,
        )
        if (report.kept.length > 0)
          print(terminal, `kept, because the timeline has a later or different version: ${listed(report.kept)}`)
      })
    })
