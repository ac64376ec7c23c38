/** The environment of a command, passed in so that tests can run commands in their own process. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { type Clock, systemClock } from '../../lambdas/functions/config.ts'
import { errorMessage } from '../command-line.ts'

export interface Terminal {
  stdin: Readable & { isTTY?: boolean }
  stdout: Output
  stderr: Output
  /** The AWS SDK also reads profiles and some settings directly from `process.env`. */
  env: NodeJS.ProcessEnv
  /** Base of relative paths, and where `data`, `.annals` and `cdk.json` are by default. */
  cwd: string
  now: Clock
  /** Starts another program with this terminal's standard streams. @throws {NodeJS.ErrnoException} if it cannot be started */
  run(file: string, args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<ProgramEnd>
  /** Resolves when the user stops the command, e.g. with Ctrl-C. If a command never calls this, the signal ends the process. */
  untilStopped(): Promise<void>
}

export type Output = Writable & { isTTY?: boolean }

export interface ProgramEnd {
  code: number | null
  signal: NodeJS.Signals | null
}

/**
 * The main function of the files in `bin/`.
 * @param args arguments after the program name
 * @throws {OperatorError} for errors that the user can fix
 */
export type Program = (args: string[], terminal: Terminal) => Promise<void>

export const print = ({ stdout }: Pick<Terminal, 'stdout'>, line: string): void => {
  stdout.write(`${line}\n`)
}

/** Prints a value for programs. */
export const printJson = (terminal: Pick<Terminal, 'stdout'>, value: unknown): void =>
  print(terminal, JSON.stringify(value, undefined, 2))

export const printError = ({ stderr }: Pick<Terminal, 'stderr'>, line: string): void => {
  stderr.write(`${line}\n`)
}

/** Runs a program and prints its error, if any. @returns the exit code */
export async function runAt(terminal: Terminal, program: Program, args: string[]): Promise<number> {
  try {
    await program(args, terminal)
    return 0
  } catch (error) {
    printError(terminal, errorMessage(error, terminal.env))
    return 1
  }
}

/** Runs the program with the arguments and streams of this process. */
export async function runProgram(program: Program): Promise<void> {
  process.on('uncaughtException', error => {
    printError(process, errorMessage(error, process.env))
    process.exit(1)
  })
  // The reader of a pipe, such as `head`, may stop early.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  process.exitCode = await runAt(processTerminal(), program, process.argv.slice(2))
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const processTerminal = (): Terminal => ({
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: systemClock,
  async run(file, args, options) {
    const [code, signal] = await once(spawn(file, args, { ...options, stdio: 'inherit' }), 'exit')
    return { code, signal }
  },
  async untilStopped() {
    await Promise.race(STOP_SIGNALS.map(signal => once(process, signal)))
  },
})
