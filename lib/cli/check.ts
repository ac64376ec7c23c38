/** `annals check`: reports every mistake in a data folder with file, line, event and field. */
import { resolve } from 'node:path'
import { Command } from '@commander-js/extra-typings'
import { InvalidData } from '../../lambdas/data/finding.ts'
import { readFolder } from '../../lambdas/data/read-contents.ts'
import { counted } from '../counted.ts'
import { OperatorError } from '../operator-error.ts'
import { checkLinks } from './check-links.ts'
import type { Definition } from './definition.ts'
import { DATA, JSON_OUTPUT } from './options.ts'
import { loadProgress } from './progress.ts'
import { print, printError, printJson } from './terminal.ts'
import { warningsOf } from './warnings.ts'

export const define: Definition = terminal =>
  new Command()
    .description('Checks a data folder and reports every mistake with file, line, event and field.')
    .addOption(DATA)
    .option('--links', 'also request the URL of every source')
    .option('--contact <text>', 'your e-mail or web address, which --links sends to these sites')
    .addOption(JSON_OUTPUT)
    .action(async ({ data, links, contact, json }) => {
      const counter = loadProgress(terminal.stderr)
      const folder = await readFolder(resolve(terminal.cwd, data), (done, all) =>
        counter('files read', done, all),
      ).catch(error => {
        if (!(error instanceof InvalidData)) throw error
        if (!json) throw new OperatorError(error.message)
        const { findings, more } = error
        printJson(terminal, { folder: data, mistakes: findings, more })
        throw new OperatorError(`Number of mistakes in ${data}: ${findings.length + more}`)
      })
      const { contents, leftovers } = folder
      const { events, series } = contents
      const sources = events.reduce((sum, { event }) => sum + event.sources.length, 0)
      const warnings = warningsOf(folder)
      if (json) {
        const counts = { events: events.length, sources, series: series.length }
        printJson(terminal, { folder: data, mistakes: [], more: 0, warnings, ...counts, ignored: leftovers })
      } else {
        print(
          terminal,
          `${data}: ${counted(events.length, 'event')} with ${counted(sources, 'source')} and ${series.length} series, no mistakes`,
        )
        for (const warning of warnings) printError(terminal, `Warning: ${warning}`)
        if (leftovers.length > 0) print(terminal, `Ignored leftovers of other programs: ${leftovers.join(', ')}`)
      }
      if (links) await checkLinks(contents, { contact }, line => print(terminal, line))
    })
