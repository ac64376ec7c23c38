/** Runs a DynamoDB engine as a child process that web pages cannot reach and that never outlives its parent. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { OperatorError } from '../operator-error.ts'
import { type Address, engineAddress } from './engine-address.ts'

export interface Command {
  file: string
  args: string[]
  cwd?: string
}

/** An installed engine. */
export interface Program {
  name: string
  /** The command that starts it on a loopback address, with its data in `folder` (absolute path) or, by default, in memory. */
  command(port: number, folder: string | undefined, host: string): Command
}

export interface RunningProgram {
  endpoint: string
  /** Resolves when the process has exited. Safe to call again. */
  stop(): Promise<void>
}

/** The SDK requires a region and credentials. A local engine accepts any; no AWS account accepts these. */
export const LOCAL_CLIENT = {
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const

const STARTUP_LIMIT_MILLISECONDS = 15_000
const POLL_MILLISECONDS = 10

/**
 * The shell `exec`s the engine, so that process id, exit code and signals are the engine's. A background watcher reads a pipe that only the
 * parent holds open: when the parent exits, even by `kill -9`, the watcher kills the process group. The pipe is on descriptor 3, because
 * background jobs have an empty standard input.
 */
const SUPERVISED = 'exec 3<&0; (read -r _ <&3; kill -s KILL 0) >/dev/null 2>&1 & exec "$@" 3<&- </dev/null'

type EngineProcess = ChildProcessByStdio<Writable, null, Readable>

/** On macOS, engines that start at the same time compete for few addresses. */
const MOST_ATTEMPTS = 5

/** Starts `program` with its data in `folder`, or in memory. @throws {OperatorError} if it exits, or does not respond within 15 s */
export async function startProgram(
  program: Program,
  folder: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<RunningProgram> {
  for (let attempt = 1; ; attempt++)
    try {
      return await startAt(await engineAddress(), program, folder, env)
    } catch (error) {
      const isTaken = error instanceof OperatorError && /already in use/i.test(error.message)
      if (!isTaken || attempt === MOST_ATTEMPTS) throw error
    }
}

async function startAt(
  { host, port }: Address,
  program: Program,
  folder: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<RunningProgram> {
  const endpoint = `http://${host}:${port}`
  const child = spawnSupervised(program.command(port, folder, host), env)
  let lastLine = ''
  createInterface({ input: child.stderr }).on('line', line => {
    if (line.trim() !== '') lastLine = line.trim()
  })
  const exit = new AbortController()
  const ended = new Promise<void>(resolve => {
    child.once('close', () => resolve())
    child.once('error', error => {
      lastLine = error.message
      resolve()
    })
  }).then(() => exit.abort())
  // The engine does not keep the host running when the host has nothing else to do.
  const handles = [child, child.stdin as Socket, child.stderr as Socket]
  for (const handle of handles) handle.unref()
  const stop = async () => {
    for (const handle of handles) handle.ref()
    // Safe: an engine persists every write before it acknowledges it, and must survive a killed host anyway.
    child.kill('SIGKILL')
    await ended
  }
  const limit = AbortSignal.timeout(STARTUP_LIMIT_MILLISECONDS)
  const gaveUp = AbortSignal.any([exit.signal, limit])
  while (!(await answers(endpoint, gaveUp))) {
    if (gaveUp.aborted) {
      await stop()
      const failure = limit.aborted
        ? `did not answer within ${STARTUP_LIMIT_MILLISECONDS / 1000} s`
        : 'exited before it answered'
      throw new OperatorError(`${program.name} ${failure}${lastLine && `: ${lastLine}`}`)
    }
    await setTimeout(POLL_MILLISECONDS)
  }
  return { endpoint, stop }
}

/** Whether a DynamoDB at `endpoint` lists its tables before `signal` aborts. */
export async function answers(endpoint: string, signal: AbortSignal): Promise<boolean> {
  const client = new DynamoDBClient({ ...LOCAL_CLIENT, endpoint, maxAttempts: 1 })
  try {
    await client.send(new ListTablesCommand({}), { abortSignal: signal })
    return !signal.aborted
  } catch {
    return false
  } finally {
    client.destroy()
  }
}

/** Runs in its own session, so that Ctrl-C reaches only the host, which needs the engine until it has finished. */
function spawnSupervised({ file, args, cwd }: Command, env: NodeJS.ProcessEnv): EngineProcess {
  const options = { env, cwd, stdio: ['pipe', 'ignore', 'pipe'] as ['pipe', 'ignore', 'pipe'] }
  if (process.platform === 'win32') return spawn(file, args, options)
  return spawn('/bin/sh', ['-c', SUPERVISED, 'sh', file, ...args], { ...options, detached: true })
}
