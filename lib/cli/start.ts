/** `annals start`: serves a timeline on this machine until it is stopped. */
import { resolve } from 'node:path'
import { Command } from '@commander-js/extra-typings'
import { pagePath } from '../../lambdas/domain/view.ts'
import { type Host, startHost } from '../local/host.ts'
import type { Definition } from './definition.ts'
import { DATA, parseDay, parsePort, parsePublicUrl, STATE } from './options.ts'
import { loadProgress } from './progress.ts'
import { print } from './terminal.ts'

/** The page of the timeline in each language that it has. */
const pagesByLanguage = ({ url, languages }: Host): string =>
  languages
    .map(language => {
      const path = pagePath('/', { language, timeline: { languages } })
      const name = new Intl.DisplayNames('en', { type: 'language' }).of(language)
      return `  ${url}${path.padEnd(26)} the timeline in ${name}`
    })
    .join('\n')

export const define: Definition = terminal =>
  new Command()
    .description('Serves a data folder on an embedded DynamoDB, or on the one at DYNAMODB_ENDPOINT if that is set.')
    .option('--port <number>', 'port, or 0 for any free port', parsePort, 3000)
    .option('--today <day>', 'pretend that today is this day, as YYYY-MM-DD', parseDay('--today'))
    .addOption(DATA)
    .addOption(STATE)
    .option('--memory', 'keep nothing on disk')
    .option('--no-load', 'serve what the state folder contains, such as a backup that was restored')
    .option('--public-url <url>', 'the address that links name, for a host behind a proxy', parsePublicUrl)
    .option('--no-watch', 'do not load the data folder again when its files change')
    .action(async ({ publicUrl, watch, port, today, data, state, memory, load }) => {
      const { cwd, env, now } = terminal
      const host = await startHost({
        port,
        today,
        dataFolder: load ? resolve(cwd, data) : undefined,
        stateFolder: memory ? undefined : resolve(cwd, state),
        watch,
        publicUrl,
        env,
        now,
        progress: loadProgress(terminal.stderr),
        report: line => print(terminal, line),
      })
      // Registered first, because the text below says that Ctrl-C works.
      const stopped = terminal.untilStopped()
      print(
        terminal,
        `
${pagesByLanguage(host)}
  ${host.url}/v1/timeline               the timeline as data
  ${host.url}/v1/events                 the events
  ${host.url}/v1/on-this-day            events on this day in other years
  ${host.url}/v1/highlights             recent highlights
  ${host.url}/feeds/anniversaries.rss   the anniversaries feed
  ${host.url}/openapi.json              the API description

To write over the API, send "Authorization: Bearer ${host.token}".
Press Ctrl-C to stop.`,
      )
      await stopped
      await host.stop()
    })
