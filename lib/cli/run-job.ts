/** `annals run-job`: runs the daily job on the local timeline. */
import { resolve } from 'node:path'
import { Command } from '@commander-js/extra-typings'
import { localConfig } from '../local/config.ts'
import { loadData, runAnniversaries } from '../local/jobs.ts'
import { openLocalTimeline } from '../local/local-timeline.ts'
import type { Definition } from './definition.ts'
import { DATA, parseDay, STATE } from './options.ts'
import { print } from './terminal.ts'

export const define: Definition = terminal =>
  new Command()
    .description(
      'Marks the anniversaries of a day and announces them. Loads the data folder first, unless annals start is running.',
    )
    .option('--date <day>', 'day to mark, as YYYY-MM-DD; today by default', parseDay('--date'))
    .addOption(DATA)
    .addOption(STATE)
    .action(async ({ data, date, state }) => {
      const { cwd, env, now } = terminal
      const report = (line: string) => print(terminal, line)
      const timeline = await openLocalTimeline(resolve(cwd, state), 'annals run-job', env)
      try {
        const publicUrl = 'http://localhost:3000'
        const config = localConfig({ endpoint: timeline.endpoint, publicUrl, dataFolder: resolve(cwd, data), now })
        if (timeline.own) await loadData(config, report)
        await runAnniversaries(config, date === undefined ? { scheduledTime: now() } : { date }, report)
      } finally {
        await timeline.stop()
      }
    })
