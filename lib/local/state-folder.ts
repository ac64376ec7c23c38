/** The folder in which the local host keeps its data between runs, owned by one process at a time. */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getSystemErrorMessage } from 'node:util'
import { OperatorError } from '../operator-error.ts'

/**
 * The lock is a folder, `lock/`, with one file in it that tells of its holder; without that file nobody holds it.
 *
 * - It is taken by renaming a finished folder to `lock`, which the file system grants to one process only, and only while there is no
 *   `lock` or an empty one. So no reader ever sees a half-written lock of a living holder.
 * - What a dead holder left is freed by deleting its file, whose name no other holder ever has. However late that happens, and however
 *   many processes do it, it never frees the lock of the next holder; a single `lock.json` could not promise that.
 */
interface Holder {
  pid: number
  /** What the process is, for people: `npm start`. */
  purpose: string
  /** Absent until it serves. */
  host?: RunningHost
}

/** What other commands of the same owner need of a local host. */
export interface RunningHost {
  /** Where its DynamoDB answers. */
  endpoint: string
  /** Where it serves. */
  url: string
  /** What a write carries. */
  token: string
}

export interface StateFolder {
  path: string
  /** Lets other processes know where this one answers. */
  announce(host: RunningHost): Promise<void>
  /** Gives the folder up, for the next process to have. */
  close(): Promise<void>
}

/**
 * Creates the folder if need be and makes it this process's own.
 * @param purpose what this process is, for the message that another one gets: `npm start`
 * @throws {OperatorError} if another process has it, or it cannot be written
 */
export async function openStateFolder(path: string, purpose: string): Promise<StateFolder> {
  const file = `${randomUUID()}.json`
  const holder: Holder = { pid: process.pid, purpose }
  try {
    await takeLock(path, file, holder)
  } catch (error) {
    const { errno } = error as NodeJS.ErrnoException
    if (errno === undefined) throw error
    throw new OperatorError(
      `Cannot write to the state folder ${path}: ${getSystemErrorMessage(errno)}; make it writable, or keep nothing with --memory`,
    )
  }
  return {
    path,
    announce: async host => {
      const written = join(path, file)
      await writeHolder(written, { ...holder, host })
      await rename(written, join(lockOf(path), file))
    },
    close: async () => {
      await rm(join(lockOf(path), file), { force: true })
      await removeIfEmpty(lockOf(path))
    },
  }
}

/** The host that has the folder, if one is alive and has announced itself. */
export async function runningHost(path: string): Promise<RunningHost | undefined> {
  const holders = await Promise.all((await lockFiles(path)).map(readHolder))
  return holders.find(isAlive)?.host
}

const lockOf = (path: string): string => join(path, 'lock')

async function takeLock(path: string, file: string, holder: Holder): Promise<void> {
  await mkdir(path, { recursive: true })
  const claim = join(path, `lock-${file}`)
  await mkdir(claim)
  try {
    await writeHolder(join(claim, file), holder)
    do await freeFromTheDead(path)
    while (!(await renamedTo(lockOf(path), claim)))
  } finally {
    await rm(claim, { recursive: true, force: true })
  }
}

/** @throws {OperatorError} if a living process holds the lock */
async function freeFromTheDead(path: string): Promise<void> {
  for (const file of await lockFiles(path)) {
    const holder = await readHolder(file)
    if (isAlive(holder)) {
      throw new OperatorError(
        `${path} is in use by process ${holder.pid} (${holder.purpose}); stop that first or, if it is no longer Annals, delete ${lockOf(path)}`,
      )
    }
    await rm(file, { force: true })
  }
  // Windows renames nothing to a folder that exists, not even to an empty one.
  await removeIfEmpty(lockOf(path))
}

async function lockFiles(path: string): Promise<string[]> {
  try {
    return (await readdir(lockOf(path))).map(file => join(lockOf(path), file))
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return []
    throw error
  }
}

/** The holder that the file tells of; nothing if it has just gone, or is torn as after a loss of power. */
async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(file, 'utf8'))
    return Number.isInteger(holder?.pid) && holder.pid > 0 ? holder : undefined
  } catch (error) {
    // A lock that cannot be read for another reason may well be held.
    if (error instanceof SyntaxError || hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** For the owner alone: whoever has the token may write. */
const writeHolder = (file: string, holder: Holder) => writeFile(file, `${JSON.stringify(holder)}\n`, { mode: 0o600 })

function isAlive(holder: Holder | undefined): holder is Holder {
  if (holder === undefined) return false
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (error) {
    // Any other refusal comes from a process that is there.
    return !hasCode(error, 'ESRCH')
  }
}

/** Whether `claim` has become `lock`; not if another process was faster. */
async function renamedTo(lock: string, claim: string): Promise<boolean> {
  try {
    await rename(claim, lock)
    return true
  } catch (error) {
    // EPERM is what Windows says where the others say that the folder is not empty.
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM')) return false
    throw error
  }
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder)
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENOTEMPTY', 'EEXIST')) throw error
  }
}

const hasCode = (error: unknown, ...codes: string[]): boolean =>
  codes.includes((error as NodeJS.ErrnoException).code ?? '')
