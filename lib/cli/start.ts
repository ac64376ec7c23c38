/** `npm start`: runs Annals on this machine. */
import { resolve } from 'node:path'
import { parseArguments } from '../command-line.ts'
import { startHost } from '../local/host.ts'
import { loadProgress } from '../local/load-progress.ts'
import { parseDay, parsePort } from '../local/options.ts'
import { print, type Terminal } from './terminal.ts'

const HELP = `Usage: npm start -- [options]

Serves the timeline in data/ at http://localhost:3000, on an embedded DynamoDB.

  --port N         port, or 0 for any free port               (3000)
  --today DAY      pretend that today is DAY, as YYYY-MM-DD   (today)
  --data FOLDER    data folder                                (data)
  --state FOLDER   state folder                               (.annals)
  --memory         store nothing on disk
  --help           show this text

If DYNAMODB_ENDPOINT is set, uses that DynamoDB instead of the embedded one.
`

/** Serves until stopped. @throws {OperatorError} if the host cannot start */
export async function startCommand(args: string[], terminal: Terminal): Promise<void> {
  const { root, cwd, env, now } = terminal
  const options = parseArguments(args, {
    port: { type: 'string', default: '3000' },
    today: { type: 'string' },
    data: { type: 'string', default: resolve(root, 'data') },
    state: { type: 'string', default: resolve(root, '.annals') },
    memory: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  })
  if (options.help) {
    terminal.stdout.write(HELP)
    return
  }
  const host = await startHost({
    port: parsePort(options.port),
    today: parseDay('--today', options.today),
    dataFolder: resolve(cwd, options.data),
    stateFolder: options.memory ? undefined : resolve(cwd, options.state),
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
  ${host.url}/                          the timeline
  ${host.url}/ko                        the timeline in Korean
  ${host.url}/v1/timeline               the timeline as data
  ${host.url}/v1/events?lang=ko         the events in Korean
  ${host.url}/v1/on-this-day            events on this day in other years
  ${host.url}/v1/highlights             recent highlights
  ${host.url}/feeds/anniversaries.rss   the anniversaries feed
  ${host.url}/openapi.json              the API description

To write over the API, send "Authorization: Bearer ${host.token}".
Press Ctrl-C to stop.`,
  )
  await stopped
  await host.stop()
}
