/** Runs commands in the tests' own process, at a terminal that records what they print. */
import { Readable, Writable } from 'node:stream'
import { systemClock } from '../../lambdas/functions/config.ts'
import { annals } from '../../lib/cli/annals.ts'
import { type Program, type ProgramEnd, runAt, type Terminal } from '../../lib/cli/terminal.ts'
import { TIMELINE_FOLDER } from './data-folder.ts'

export interface CommandEnd {
  code: number
  /** What it printed, line by line. */
  stdout: string[]
  stderr: string[]
}

export interface TerminalOptions {
  /** Of the environment of the tests, only PATH is passed on. */
  env?: NodeJS.ProcessEnv
  cwd?: string
  now?: Terminal['now']
  /** What is typed. By default the input ends at once. */
  input?: string | undefined
  /** Stands in for programs that a command runs, and prints as they do; by default there are none. */
  run?: (call: ProgramCall, print: (line: string) => void) => Promise<ProgramEnd>
}

export interface ProgramCall {
  program: string
  args: string[]
  env: NodeJS.ProcessEnv
}

export interface TestTerminal extends Terminal {
  /** Lines so far. */
  printed: { stdout: string[]; stderr: string[] }
  /** Resolves when a line of standard output matches. */
  prints(pattern: RegExp): Promise<RegExpExecArray>
  /** As Ctrl-C does. */
  stop(): void
}

const noProgram = async ({ program }: ProgramCall): Promise<ProgramEnd> => {
  throw Object.assign(new Error(`spawn ${program} ENOENT`), { code: 'ENOENT' })
}

export function testTerminal({
  env = {},
  cwd = TIMELINE_FOLDER,
  now = systemClock,
  input,
  run = noProgram,
}: TerminalOptions = {}): TestTerminal {
  const texts = { stdout: '', stderr: '' }
  const waiting = new Set<() => void>()
  const lines = (name: keyof typeof texts) =>
    texts[name].split('\n').slice(0, /(^|\n)$/.test(texts[name]) ? -1 : undefined)
  const output = (name: keyof typeof texts) =>
    new Writable({
      write(chunk, _, done) {
        texts[name] += chunk
        for (const look of waiting) look()
        done()
      },
    })
  const stopped = Promise.withResolvers<void>()
  const stdout = output('stdout')
  return {
    stdin: Readable.from(input === undefined ? [] : [input]),
    stdout,
    stderr: output('stderr'),
    env: { PATH: process.env.PATH, ...env },
    cwd,
    now,
    run: (program, args, options) => run({ program, args, env: options.env }, line => void stdout.write(`${line}\n`)),
    untilStopped: () => stopped.promise,
    stop: stopped.resolve,
    printed: {
      get stdout() {
        return lines('stdout')
      },
      get stderr() {
        return lines('stderr')
      },
    },
    prints: pattern =>
      new Promise(resolve => {
        const look = () => {
          const match = lines('stdout')
            .map(line => pattern.exec(line))
            .find(each => each !== null)
          if (!match) return
          waiting.delete(look)
          resolve(match)
        }
        waiting.add(look)
        look()
      }),
  }
}

/** Runs a program to its end. */
export async function runCommand(program: Program, args: string[], options?: TerminalOptions): Promise<CommandEnd> {
  const terminal = testTerminal(options)
  const code = await runAt(terminal, program, args)
  return { code, stdout: terminal.printed.stdout, stderr: terminal.printed.stderr }
}

export interface StartedHost {
  /** Where it serves. */
  url: string
  /** Where its DynamoDB answers. */
  engine: string
  /** What a write carries. */
  token: string
  /** As Ctrl-C does. @returns how the command ended */
  stop(): Promise<CommandEnd>
}

/**
 * Runs `annals start` in the tests' own process, and resolves when it serves.
 * @throws {Error} with what it printed, if it does not
 */
export async function startHere(args: string[], options?: TerminalOptions): Promise<StartedHost> {
  const terminal = testTerminal(options)
  const ended = runAt(terminal, annals, ['start', '--port', '0', ...args])
  const failed = ended.then(() => {
    throw new Error(`It does not serve: ${JSON.stringify(terminal.printed)}`)
  })
  const found = async (pattern: RegExp) => (await Promise.race([terminal.prints(pattern), failed]))[1]!
  const [engine, url, token] = [
    await found(/^DynamoDB .* at (http:\/\/\S+),/),
    await found(/(http:\/\/\S+)\/v1\/timeline/),
    await found(/"Authorization: Bearer (\S+)"/),
  ]
  await found(/^(Press Ctrl-C to stop)/)
  return {
    url,
    engine,
    token,
    async stop() {
      failed.catch(() => {})
      terminal.stop()
      return { code: await ended, stdout: terminal.printed.stdout, stderr: terminal.printed.stderr }
    },
  }
}
