/** `npm start`: Annals on this machine. */
import { resolve } from 'node:path'
import { parseArguments } from '../command-line.ts'
import { startHost } from '../local/host.ts'
import { loadProgress } from '../local/load-progress.ts'
import { aDay, aPort } from '../local/options.ts'
import { print, type Terminal } from './terminal.ts'

const HELP = `Usage: npm start -- [options]

Serves the timeline in data/ at http://localhost:3000, on an embedded DynamoDB.

  --port N         port to serve at; 0 for any free one       (3000)
  --today DAY      travel to a day, as YYYY-MM-DD             (today)
  --data FOLDER    the data folder                            (data)
  --state FOLDER   where to keep state                        (.annals)
  --memory         keep nothing
  --help           this text

With DYNAMODB_ENDPOINT set, that DynamoDB is used and none is started.
`

/** Serves until it is asked to stop. @throws {OperatorError} if it cannot start */
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
    port: aPort(options.port),
    today: aDay('--today', options.today),
    dataFolder: resolve(cwd, options.data),
    stateFolder: options.memory ? undefined : resolve(cwd, options.state),
    env,
    now,
    progress: loadProgress(terminal.stderr),
    tell: line => print(terminal, line),
  })
  // Before it says that it can be stopped.
  const stopped = terminal.untilStopped()
  print(
    terminal,
    `
  ${host.url}/                          the timeline, to read
  ${host.url}/ko                        the same in Korean
  ${host.url}/v1/timeline               the timeline as data
  ${host.url}/v1/events?lang=ko         its events, in Korean
  ${host.url}/v1/on-this-day            today in other years
  ${host.url}/v1/highlights             what was highlighted
  ${host.url}/feeds/anniversaries.rss   to subscribe to
  ${host.url}/openapi.json              everything else

To write, send "Authorization: Bearer ${host.token}".
Ctrl-C stops it.`,
  )
  await stopped
  await host.stop()
}
