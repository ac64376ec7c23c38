/** Runs commands in the tests' own process, at a terminal that records what they print. */
import { Readable, Writable } from 'node:stream'
import { systemClock } from '../../lambdas/functions/config.ts'
import { type Command, type ProgramEnd, runAt, type Terminal } from '../../lib/cli/terminal.ts'
import { ROOT } from './local-host.ts'

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
  root?: string
  now?: Terminal['now']
  /** What is typed. By default the input ends at once. */
  input?: string | undefined
  /** Stands in for programs that a command runs; by default there are none. */
  run?: Terminal['run']
}

export interface TestTerminal extends Terminal {
  /** Lines so far. */
  printed: { stdout: string[]; stderr: string[] }
  /** Resolves when a line of standard output matches. */
  prints(pattern: RegExp): Promise<RegExpExecArray>
  /** As Ctrl-C does. */
  stop(): void
}

const noProgram = async (program: string): Promise<ProgramEnd> => {
  throw Object.assign(new Error(`spawn ${program} ENOENT`), { code: 'ENOENT' })
}

export function testTerminal({
  env = {},
  cwd = ROOT,
  root = ROOT,
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
  return {
    stdin: Readable.from(input === undefined ? [] : [input]),
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: { PATH: process.env.PATH, ...env },
    cwd,
    root,
    now,
    run,
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

/** Runs a command to its end. */
export async function runCommand(command: Command, args: string[], options?: TerminalOptions): Promise<CommandEnd> {
  const terminal = testTerminal(options)
  const code = await runAt(terminal, command, args)
  return { code, stdout: terminal.printed.stdout, stderr: terminal.printed.stderr }
}
