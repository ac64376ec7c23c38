/** A DynamoDB engine as a process of this machine: out of reach of web pages, ready once it answers, and never outliving the process that started it. */
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

/** An engine that this machine can run. */
export interface Program {
  name: string
  /** What starts it on `port` of `host`, a loopback address, with its data in `folder` (absolute) or, without one, in memory. */
  command(port: number, folder: string | undefined, host: string): Command
}

export interface RunningProgram {
  endpoint: string
  /** Resolves when the process is gone; more than once is fine. */
  stop(): Promise<void>
}

/** What the SDK wants before it sends anything. A local engine takes any region and credentials, and no account takes these. */
export const LOCAL_ACCESS = {
  region: 'local',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const

const STARTUP_LIMIT_MILLISECONDS = 15_000
const POLL_MILLISECONDS = 10

/**
 * The shell becomes the engine, so that its process id, exit and signals are the engine's own. Beside it, a watcher waits for the end of the
 * pipe that only the starting process holds: however that process goes, `kill -9` included, the watcher then ends the whole process group.
 * The pipe is moved to descriptor 3 because a shell gives its background jobs an empty standard input.
 */
const SUPERVISED = 'exec 3<&0; (read -r _ <&3; kill -s KILL 0) >/dev/null 2>&1 & exec "$@" 3<&- </dev/null'

type EngineProcess = ChildProcessByStdio<Writable, null, Readable>

/** On macOS, engines that start at the same time choose from few addresses. */
const MOST_ATTEMPTS = 5

/**
 * Starts `program` with its data in `folder`, or in memory.
 * @throws {OperatorError} if it ends, or does not respond within 15 s
 */
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
  // A host that has nothing else left to do ends, and its engine with it.
  const handles = [child, child.stdin as Socket, child.stderr as Socket]
  for (const handle of handles) handle.unref()
  const stop = async () => {
    for (const handle of handles) handle.ref()
    // An engine writes what it acknowledges, and its host may be killed at any time: there is no gentler end for it to depend on.
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
        : 'ended before it answered'
      throw new OperatorError(`${program.name} ${failure}${lastLine && `: ${lastLine}`}`)
    }
    await setTimeout(POLL_MILLISECONDS)
  }
  return { endpoint, stop }
}

/** Whether a DynamoDB at `endpoint` lists its tables before `signal` aborts. */
export async function answers(endpoint: string, signal: AbortSignal): Promise<boolean> {
  const client = new DynamoDBClient({ ...LOCAL_ACCESS, endpoint, maxAttempts: 1 })
  try {
    await client.send(new ListTablesCommand({}), { abortSignal: signal })
    return !signal.aborted
  } catch {
    return false
  } finally {
    client.destroy()
  }
}

/** In a session of its own, so that a Ctrl-C at the terminal reaches the host alone, which still needs the engine to finish its work. */
function spawnSupervised({ file, args, cwd }: Command, env: NodeJS.ProcessEnv): EngineProcess {
  const options = { env, cwd, stdio: ['pipe', 'ignore', 'pipe'] as ['pipe', 'ignore', 'pipe'] }
  if (process.platform === 'win32') return spawn(file, args, options)
  return spawn('/bin/sh', ['-c', SUPERVISED, 'sh', file, ...args], { ...options, detached: true })
}
