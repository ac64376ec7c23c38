/** What a command may use of the world around it, so that tests can run it in their own process. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { type Clock, systemClock } from '../../lambdas/functions/config.ts'
import { errorMessage } from '../command-line.ts'

export interface Terminal {
  stdin: Readable & { isTTY?: boolean }
  stdout: Output
  stderr: Output
  /** The AWS SDK also reads profiles and a few settings of its own from the environment of the process. */
  env: NodeJS.ProcessEnv
  /** Paths in arguments are relative to it. */
  cwd: string
  /** The project's folder. */
  root: string
  now: Clock
  /**
   * Runs a program at this terminal.
   * @returns how it ended
   * @throws {NodeJS.ErrnoException} if it cannot be started
   */
  run(program: string, args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<ProgramEnd>
  /** Resolves when the command is asked to stop, for example by Ctrl-C. A command that never calls this is ended by the system. */
  untilStopped(): Promise<void>
}

export type Output = Writable & { isTTY?: boolean }

export interface ProgramEnd {
  code: number | null
  signal: NodeJS.Signals | null
}

/**
 * A command of `bin/`.
 * @param args without the names of program and command
 * @throws {OperatorError} for what the person at the terminal can put right
 */
export type Command = (args: string[], terminal: Terminal) => Promise<void>

export const print = ({ stdout }: Pick<Terminal, 'stdout'>, line: string): void => {
  stdout.write(`${line}\n`)
}

export const printError = ({ stderr }: Pick<Terminal, 'stderr'>, line: string): void => {
  stderr.write(`${line}\n`)
}

/** @returns the exit code; an error is printed, and gives 1 */
export async function runAt(terminal: Terminal, command: Command, args: string[]): Promise<number> {
  try {
    await command(args, terminal)
    return 0
  } catch (error) {
    printError(terminal, errorMessage(error, terminal.env))
    return 1
  }
}

/** Runs the command as this process. */
export async function runProgram(command: Command, root: string): Promise<void> {
  process.on('uncaughtException', error => {
    printError(process, errorMessage(error, process.env))
    process.exit(1)
  })
  // What reads the output, such as `head`, may have enough of it.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  process.exitCode = await runAt(processTerminal(root), command, process.argv.slice(2))
}

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const processTerminal = (root: string): Terminal => ({
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  root,
  now: systemClock,
  async run(program, args, options) {
    const [code, signal] = await once(spawn(program, args, { ...options, stdio: 'inherit' }), 'exit')
    return { code, signal }
  },
  async untilStopped() {
    await Promise.race(STOP_SIGNALS.map(signal => once(process, signal)))
  },
})
