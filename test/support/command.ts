/** The commands of `bin/` as a person runs them: processes of their own, watched line by line. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { TIMELINE_FOLDER } from './data-folder.ts'
import { ROOT } from './local-host.ts'

export interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
  /** What it printed, line by line. */
  stdout: string[]
  stderr: string[]
}

export interface Command {
  process: ChildProcess
  /** How it ended. */
  ended: Promise<Ending>
  /**
   * The first match of `pattern` in a line of standard output, printed before or to come.
   * @throws {Error} with what it printed, if it ends without one
   */
  printed(pattern: RegExp): Promise<RegExpExecArray>
}

const running = new Set<ChildProcess>()

export interface CommandOptions {
  /** Added to the environment of the tests. */
  env?: NodeJS.ProcessEnv
  /** The folder that holds `bin/`. */
  root?: string
  /** Where it runs; by default in the folder of the tests' timeline, or in `root` if that is given. */
  cwd?: string
  /** What is typed; nothing can be without. */
  input?: string
}

/** Starts `bin/FILE` with Node.js. */
export function run(
  file: string,
  args: string[],
  { env = {}, root = ROOT, cwd = root === ROOT ? TIMELINE_FOLDER : root, input }: CommandOptions = {},
): Command {
  const child = spawn(process.execPath, [join(root, 'bin', file), ...args], {
    cwd,
    env: { ...process.env, DYNAMODB_ENDPOINT: undefined, ...env },
    stdio: 'pipe',
  })
  // One that ends without reading it closes the pipe.
  child.stdin.on('error', () => {}).end(input)
  running.add(child)
  const lines = { stdout: [] as string[], stderr: [] as string[] }
  const output = createInterface({ input: child.stdout }).on('line', line => lines.stdout.push(line))
  const errors = createInterface({ input: child.stderr }).on('line', line => {
    lines.stderr.push(line)
  })
  const ended = Promise.all([once(child, 'exit'), once(output, 'close'), once(errors, 'close')]).then(
    ([[code, signal]]): Ending => {
      running.delete(child)
      return { code, signal, ...lines }
    },
  )
  const printed = async (pattern: RegExp) => {
    for (;;) {
      const found = lines.stdout.map(line => pattern.exec(line)).find(match => match !== null)
      if (found) return found
      const next = await Promise.race([once(output, 'line'), ended])
      if ('code' in next) throw new Error(`Ended without ${pattern}: ${JSON.stringify(next, undefined, 2)}`)
    }
  }
  return { process: child, ended, printed }
}

/** Ends what is still running, for `afterEach`. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
}

export interface Started extends Command {
  /** Where it serves. */
  url: string
  /** Where its DynamoDB answers. */
  engine: string
}

/** Starts the local host, and resolves when it serves. */
export async function startHost(args: string[], options?: CommandOptions): Promise<Started> {
  const host = run('annals.ts', ['start', '--port', '0', ...args], options)
  const [, url] = await host.printed(/(http:\/\/\S+)\/v1\/timeline/)
  const [, engine] = await host.printed(/^DynamoDB .* at (http:\/\/\S+),/)
  await host.printed(/^Press Ctrl-C to stop/)
  return { ...host, url: url!, engine: engine! }
}

/** Sends the host a Ctrl-C, and tells how it ended. */
export async function interrupt(host: Started): Promise<Ending> {
  host.process.kill('SIGINT')
  return host.ended
}

const PATIENCE_MILLISECONDS = 10_000

/**
 * Resolves when nothing listens at `origin` any more: what was killed takes a moment to go.
 * @throws {Error} if it stays
 */
export async function untilGone(origin: string): Promise<void> {
  const { hostname, port } = new URL(origin)
  const deadline = Date.now() + PATIENCE_MILLISECONDS
  while (await listens(hostname.replace('localhost', '127.0.0.1'), Number(port))) {
    if (Date.now() > deadline) throw new Error(`${origin} still answers`)
    await setTimeout(5)
  }
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, host)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
