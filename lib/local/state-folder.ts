/** The folder in which the local host keeps its data between runs, owned by one process at a time. */
import { chmod, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { getSystemErrorMessage } from 'node:util'
import { OperatorError } from '../operator-error.ts'

/**
 * An empty SQLite database on which the owner holds an exclusive transaction. SQLite locks files through the operating system, which
 * releases the lock when the process ends, however it ends. A process id could not do that: after `kill -9` in a container, the next
 * process may have the same one. The file is never deleted, since two processes could then lock two files of the same name.
 */
const LOCK = 'owner.lock'
/** Who the owner is, for other processes of the same user. */
const OWNER = 'owner.json'

/** Held here because a database that is garbage-collected is closed, which would give up its lock. */
const held = new Set<DatabaseSync>()

/** Milliseconds to wait for a process that only looks whether the lock is held. */
const LOCK_TIMEOUT = 100

/** https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5

interface Owner {
  pid: number
  /** What the process is, for people: `npm start`. */
  purpose: string
  /** Absent until it serves. */
  host?: RunningHost
}

/** What other commands of the same user need to know about a running local host. */
export interface RunningHost {
  /** Where its DynamoDB answers, with the secret of this start. */
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
  /** Gives the folder up, so that another process can have it. */
  close(): Promise<void>
}

/**
 * Creates the folder if it is missing and makes this process its owner.
 * @param purpose what this process is, for the message that another one gets: `npm start`
 * @throws {OperatorError} if another process owns it, or it cannot be written
 */
export async function openStateFolder(path: string, purpose: string): Promise<StateFolder> {
  const owner: Owner = { pid: process.pid, purpose }
  const lock = await explained(path, () => takeLock(path))
  const close = async () => {
    await rm(join(path, OWNER), { force: true })
    release(lock)
  }
  try {
    await explained(path, () => writeOwner(path, owner))
  } catch (error) {
    release(lock)
    throw error
  }
  return { path, announce: host => explained(path, () => writeOwner(path, { ...owner, host })), close }
}

/** Where in a state folder the search index of a large timeline is. */
export const searchFolderIn = (stateFolder: string): string => join(stateFolder, 'search')

/** The host that owns the folder, if one is running and has announced itself. */
export async function runningHost(path: string): Promise<RunningHost | undefined> {
  return (await isOwned(path)) ? (await readOwner(path))?.host : undefined
}

/** @throws {OperatorError} if another process holds it */
async function takeLock(path: string): Promise<DatabaseSync> {
  await mkdir(path, { recursive: true })
  await createLockFile(path)
  const database = new DatabaseSync(join(path, LOCK), { timeout: LOCK_TIMEOUT })
  try {
    // Nothing is written, so there is nothing to roll back that a journal file would be needed for.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    held.add(database)
    return database
  } catch (error) {
    database.close()
    if (!isBusy(error)) throw error
    const owner = await readOwner(path)
    const name = owner === undefined ? 'another process' : `process ${owner.pid} (${owner.purpose})`
    throw new OperatorError(`${path} is in use by ${name}; stop that first`)
  }
}

function release(lock: DatabaseSync): void {
  held.delete(lock)
  lock.close()
}

/** SQLite would create it as well, but not say why it cannot. */
async function createLockFile(path: string): Promise<void> {
  try {
    await (await open(join(path, LOCK), 'wx')).close()
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  }
}

async function isOwned(path: string): Promise<boolean> {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(join(path, LOCK), { readOnly: true })
    database.exec('SELECT count(*) FROM sqlite_schema')
    return false
  } catch (error) {
    // Any other error means that there is no lock file yet.
    return isBusy(error)
  } finally {
    database?.close()
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(join(path, OWNER), 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Readable by the user alone, because it holds the secrets of the host. A reader never sees half of it. */
async function writeOwner(path: string, owner: Owner): Promise<void> {
  const draft = join(path, `${OWNER}.tmp`)
  await writeFile(draft, `${JSON.stringify(owner)}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  await rename(draft, join(path, OWNER))
}

/** @throws {OperatorError} instead of an error of the file system or of SQLite */
async function explained<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    const { code, errno } = error as NodeJS.ErrnoException
    if (errno === undefined && code !== 'ERR_SQLITE_ERROR') throw error
    const reason = errno === undefined ? (error as Error).message : getSystemErrorMessage(errno)
    throw new OperatorError(
      `Cannot write to the state folder ${path}: ${reason}; make it writable, or keep nothing with --memory`,
    )
  }
}

const isBusy = (error: unknown): boolean => (error as { errcode?: number }).errcode === SQLITE_BUSY

const hasCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code
