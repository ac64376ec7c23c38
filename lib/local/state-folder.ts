/** The folder with the local host's data between runs. One process owns it at a time. */
import { chmod, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { getSystemErrorMessage } from 'node:util'
import { OperatorError } from '../operator-error.ts'

/**
 * An empty SQLite database on which the owner holds an exclusive transaction. The operating system releases the lock when the process ends;
 * a process id would not do, because after `kill -9` in a container the next process may get the same one. Never deleted, since two
 * processes could then lock two files of one name.
 */
const LOCK = 'owner.lock'
/** Describes the owner to other processes of the same user. */
const OWNER = 'owner.json'

/** Keeps locks from being garbage-collected, which would close the database and release the lock. */
const held = new Set<DatabaseSync>()

/** Milliseconds to wait for a process that only checks the lock. */
const LOCK_TIMEOUT = 100

/** https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5

interface Owner {
  pid: number
  /** The command, e.g. `annals start`. */
  purpose: string
  /** Set once the host serves requests. */
  host?: RunningHost
}

/** How other commands of the same user reach a running local host. */
export interface RunningHost {
  /** URL of its DynamoDB, including the secret. */
  endpoint: string
  url: string
  /** Bearer token for writes. */
  token: string
}

export interface StateFolder {
  path: string
  /** Publishes the running host to other processes. */
  announce(host: RunningHost): Promise<void>
  /** Releases the folder for other processes. */
  close(): Promise<void>
}

/**
 * Creates the folder if it is missing and makes this process its owner.
 * @param purpose the command, e.g. `annals start`, for the error message of another process
 * @throws {OperatorError} if another process owns the folder, or it is not writable
 */
export async function openStateFolder(path: string, purpose: string): Promise<StateFolder> {
  const owner: Owner = { pid: process.pid, purpose }
  const lock = await explainWriteErrors(path, () => takeLock(path))
  const close = async () => {
    await rm(join(path, OWNER), { force: true })
    release(lock)
  }
  try {
    await explainWriteErrors(path, () => writeOwner(path, owner))
  } catch (error) {
    release(lock)
    throw error
  }
  return { path, announce: host => explainWriteErrors(path, () => writeOwner(path, { ...owner, host })), close }
}

/** Folder of the search index of a large timeline. */
export const searchFolderIn = (stateFolder: string): string => join(stateFolder, 'search')

/** The running host that owns the folder, if any. */
export async function runningHost(path: string): Promise<RunningHost | undefined> {
  return (await isOwned(path)) ? (await readOwner(path))?.host : undefined
}

/** @throws {OperatorError} if another process holds the lock */
async function takeLock(path: string): Promise<DatabaseSync> {
  await mkdir(path, { recursive: true })
  await createLockFile(path)
  const database = new DatabaseSync(join(path, LOCK), { timeout: LOCK_TIMEOUT })
  try {
    // Nothing is ever written, so no journal file is needed.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    held.add(database)
    return database
  } catch (error) {
    database.close()
    if (!isBusy(error)) throw error
    const owner = await readOwner(path)
    const name = owner === undefined ? 'another process' : `process ${owner.pid} (${owner.purpose})`
    throw new OperatorError(`${path} is in use by ${name}; stop it first`)
  }
}

function release(lock: DatabaseSync): void {
  held.delete(lock)
  lock.close()
}

/** SQLite would also create the file, but would not report why it cannot. */
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

/** Only the user can read the file, which holds the host's secrets. The rename makes the write atomic. */
async function writeOwner(path: string, owner: Owner): Promise<void> {
  const draft = join(path, `${OWNER}.tmp`)
  await writeFile(draft, `${JSON.stringify(owner)}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  await rename(draft, join(path, OWNER))
}

/** @throws {OperatorError} in place of an error of the file system or of SQLite */
async function explainWriteErrors<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    const { code, errno } = error as NodeJS.ErrnoException
    if (errno === undefined && code !== 'ERR_SQLITE_ERROR') throw error
    const reason = errno === undefined ? (error as Error).message : getSystemErrorMessage(errno)
    throw new OperatorError(`Cannot write to the state folder ${path}: ${reason}; make it writable, or use --memory`)
  }
}

const isBusy = (error: unknown): boolean => (error as { errcode?: number }).errcode === SQLITE_BUSY

const hasCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code
