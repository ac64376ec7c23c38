/** Measures the time until `npm start` serves the chronology, and the memory of the host and its engine. Linux only. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { OperatorError } from '../lib/operator-error.ts'
import { median } from './median.ts'
import { TODAY } from './query-pages.ts'

export interface StartUp {
  state: 'nothing loaded before' | 'loaded before'
  milliseconds: number
  /** Resident memory in MiB. */
  host: number
  engine: number
}

const ROUNDS = 5

const ROOT = join(import.meta.dirname, '..')

/** Medians of both cases, measured in turns; each state folder is started twice. */
export async function startUps(log: (line: string) => void): Promise<StartUp[]> {
  const taken: StartUp[][] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    log(`round ${round + 1} of ${ROUNDS}`)
    const folder = await mkdtemp(join(tmpdir(), 'annals-start-'))
    try {
      taken[0]!.push({ state: 'nothing loaded before', ...(await start(folder)) })
      taken[1]!.push({ state: 'loaded before', ...(await start(folder)) })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return taken.map(rounds => ({
    state: rounds[0]!.state,
    milliseconds: median(rounds.map(({ milliseconds }) => milliseconds)),
    host: median(rounds.map(({ host }) => host)),
    engine: median(rounds.map(({ engine }) => engine)),
  }))
}

async function start(folder: string): Promise<Omit<StartUp, 'state'>> {
  const began = performance.now()
  const args = ['start', '--', '--port', '0', '--today', TODAY, '--state', folder]
  const npm = spawn('npm', args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    await served(npm)
    const milliseconds = performance.now() - began
    const processes = await descendants(npm.pid!)
    const host = processes.find(
      ({ command }) => command.some(part => part.endsWith('bin/annals.ts')) && command[0] !== 'sh',
    )
    const engine = processes.find(({ command }) => command[0]!.endsWith('dynoxide'))
    if (!host || !engine) throw new OperatorError('npm start runs in processes that this bench does not know')
    const memory = { host: await resident(host.pid), engine: await resident(engine.pid) }
    process.kill(host.pid, 'SIGINT')
    await once(npm, 'exit')
    return { milliseconds, ...memory }
  } finally {
    // The engine exits with the host.
    for (const { pid } of await descendants(npm.pid!).catch(() => [])) process.kill(pid, 'SIGKILL')
  }
}

async function served({ stdout }: ChildProcess): Promise<void> {
  for await (const line of createInterface({ input: stdout! })) if (line.startsWith('Press Ctrl-C to stop')) return
  throw new OperatorError('npm start ended before it served')
}

interface Process {
  pid: number
  command: string[]
}

async function descendants(pid: number): Promise<Process[]> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean)
  const found = await Promise.all(
    children.map(async child => {
      const command = (await readFile(`/proc/${child}/cmdline`, 'utf8')).split('\0')
      return [{ pid: Number(child), command }, ...(await descendants(Number(child)))]
    }),
  )
  return found.flat()
}

async function resident(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024
}
