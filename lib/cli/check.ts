/** `timeline check`: reports every mistake in the data folder with file, event and field. */
import { resolve } from 'node:path'
import { readFolder } from '../../lambdas/data/read-contents.ts'
import { parseArguments } from '../command-line.ts'
import { explainInvalidData } from '../local/jobs.ts'
import { loadProgress } from '../local/load-progress.ts'
import { checkLinks } from './check-links.ts'
import { dataOption } from './options.ts'
import { print, type Terminal } from './terminal.ts'

export async function checkCommand(args: string[], terminal: Terminal): Promise<void> {
  const { data, links, contact } = parseArguments(args, {
    ...dataOption(terminal),
    links: { type: 'boolean', default: false },
    contact: { type: 'string' },
  })
  const counter = loadProgress(terminal.stderr)
  const { contents, leftovers } = await explainInvalidData(
    readFolder(resolve(terminal.cwd, data), (done, all) => counter('files read', done, all)),
  )
  const { events, series } = contents
  const sources = events.reduce((sum, { event }) => sum + event.sources.length, 0)
  print(terminal, `${data}: ${events.length} events with ${sources} sources and ${series.length} series, no mistakes`)
  if (leftovers.length > 0) print(terminal, `Ignored leftovers of other programs: ${leftovers.join(', ')}`)
  if (links) await checkLinks(contents, { contact }, line => print(terminal, line))
}
