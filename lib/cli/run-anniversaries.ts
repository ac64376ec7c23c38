/** `timeline run-anniversaries`: runs the daily job on the local timeline. */
import { resolve } from 'node:path'
import { parseArguments } from '../command-line.ts'
import { localConfig } from '../local/config.ts'
import { loadData, runAnniversaries } from '../local/jobs.ts'
import { openLocalTimeline } from '../local/local-timeline.ts'
import { parseDay } from '../local/options.ts'
import { dataOption, stateOption } from './options.ts'
import { print, type Terminal } from './terminal.ts'

export async function runAnniversariesCommand(args: string[], terminal: Terminal): Promise<void> {
  const { cwd, env, now } = terminal
  const { data, date, state } = parseArguments(args, {
    ...dataOption(terminal),
    ...stateOption(terminal),
    date: { type: 'string' },
  })
  const day = parseDay('--date', date)
  const report = (line: string) => print(terminal, line)
  const timeline = await openLocalTimeline(resolve(cwd, state), 'timeline run-anniversaries', env)
  try {
    const publicUrl = 'http://localhost:3000'
    const config = localConfig({ endpoint: timeline.endpoint, publicUrl, dataFolder: resolve(cwd, data), now })
    if (timeline.own) await loadData(config, report)
    await runAnniversaries(config, day === undefined ? { scheduledTime: now() } : { date: day }, report)
  } finally {
    await timeline.stop()
  }
}
