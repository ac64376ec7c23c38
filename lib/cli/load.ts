/** `annals load`: loads a data folder into the local timeline, or into that of a stack. */
import { join, resolve } from 'node:path'
import { explainAwsErrors } from '../aws/errors.ts'
import { buildId } from '../build-id.ts'
import { loadData } from '../local/jobs.ts'
import type { Definition } from './definition.ts'
import { usingTimeline } from './open-timeline.ts'
import { DATA, timelineCommand } from './options.ts'
import { loadProgress } from './progress.ts'
import { print } from './terminal.ts'

export const define: Definition = terminal =>
  timelineCommand()
    .description(
      'Loads a data folder: adds and corrects its events, and deletes those that it no longer has. Events that an editor has changed since the last load stay as they are. annals diff shows the changes beforehand.',
    )
    .addOption(DATA)
    .action(({ data, ...choice }) =>
      usingTimeline(choice, 'annals load', terminal, async timeline => {
        const config = {
          ...timeline.store,
          dataFolder: resolve(terminal.cwd, data),
          build: buildId(join(import.meta.dirname, '../..')),
          progress: loadProgress(terminal.stderr),
        }
        const loading = loadData(config, line => print(terminal, line))
        await explainAwsErrors('The load stopped; run it again to finish it', loading)
      }),
    )
