/** Reads and writes backups: one record per line, and identical lines for identical timelines. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { getSystemErrorMessage } from 'node:util'
import { canonicalJson } from '../../lambdas/domain/canonical-json.ts'
import {
  type EventRecord,
  EXPORT_VERSION,
  type ExportHeader,
  type ExportRecord,
  InvalidRecord,
  parseRecord,
} from '../../lambdas/store/export-record.ts'
import { OperatorError } from '../operator-error.ts'

interface Line {
  text: string
  /** Byte offset after the line feed. */
  end: number
}

/** The complete lines of a file. Ignores an incomplete last line, left by an interrupted write. */
async function* linesOf(path: string): AsyncGenerator<Line> {
  let rest: Buffer[] = []
  let end = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0
    for (let feed = chunk.indexOf(10); feed !== -1; feed = chunk.indexOf(10, start)) {
      const line = Buffer.concat([...rest, chunk.subarray(start, feed)])
      end += line.length + 1
      yield { text: line.toString(), end }
      rest = []
      start = feed + 1
    }
    rest.push(chunk.subarray(start))
  }
}

/** The records of a backup. @throws {OperatorError} with the line number of an invalid record, or if the file cannot be read */
export async function* recordsOf(path: string): AsyncGenerator<ExportRecord> {
  let number = 0
  try {
    for await (const { text } of linesOf(path)) {
      number++
      const record = parseRecord(text)
      if (number === 1) checkHeader(path, record)
      yield record
    }
    if (number === 0) throw new OperatorError(`${path} is not a backup of Annals: it has no complete line`)
  } catch (error) {
    throw error instanceof InvalidRecord
      ? new OperatorError(`${path}:${number} ${error.message}`)
      : fileError(path, error)
  }
}

function checkHeader(path: string, record: ExportRecord): void {
  if (record.kind !== 'header')
    throw new OperatorError(`${path} is not a backup of Annals: its first line is not a header`)
  if (record.version !== EXPORT_VERSION)
    throw new OperatorError(`${path} has version ${record.version}; this Annals reads version ${EXPORT_VERSION}`)
}

/** SHA-256 of a file in hexadecimal. @throws {OperatorError} if it cannot be read */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  } catch (error) {
    throw fileError(path, error)
  }
  return hash.digest('hex')
}

export interface UnfinishedBackup {
  last: EventRecord | undefined
  events: number
  append(records: readonly ExportRecord[]): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a new backup, or an unfinished one of the same timeline, truncated after its last complete event.
 * @throws {OperatorError} if the file is complete, has other content, or cannot be written
 */
export async function openBackup(path: string, header: ExportHeader): Promise<UnfinishedBackup> {
  const file = await open(path, 'a+').catch(error => {
    throw fileError(path, error)
  })
  try {
    const { last, events, end } = await extentOf(path, header)
    if (end === 0 && !lineOf(header).startsWith(await beginningOf(file))) throw notABackup(path)
    await file.truncate(end)
    const append = (records: readonly ExportRecord[]) => appendTo(file, path, records)
    if (end === 0) await append([header])
    return { last, events, append, close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Finds where to continue: after the last event, or after the header. */
async function extentOf(path: string, header: ExportHeader) {
  let last: EventRecord | undefined
  let events = 0
  let end = 0
  for await (const line of linesOf(path)) {
    const record = recordOn(line, path)
    if (end === 0) {
      checkHeader(path, record)
      if (
        (record as ExportHeader).namespace !== header.namespace ||
        (record as ExportHeader).exportedFrom !== header.exportedFrom
      )
        throw new OperatorError(
          `${path} contains a backup of another timeline, from ${(record as ExportHeader).exportedFrom}: choose another file`,
        )
    }
    if (record.kind === 'end')
      throw new OperatorError(`${path} already contains a complete backup: choose another file`)
    if (record.kind === 'event') {
      last = record
      events++
    }
    if (record.kind === 'event' || record.kind === 'header') end = line.end
  }
  return { last, events, end }
}

function recordOn({ text }: Line, path: string): ExportRecord {
  try {
    return parseRecord(text)
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error
    throw notABackup(path)
  }
}

async function appendTo(file: FileHandle, path: string, records: readonly ExportRecord[]): Promise<void> {
  try {
    await file.appendFile(records.map(lineOf).join(''))
  } catch (error) {
    throw fileError(path, error)
  }
}

const lineOf = (record: ExportRecord): string => `${canonicalJson(record)}\n`

/** More than the longest header. */
const BEGINNING = 2 ** 16

async function beginningOf(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(BEGINNING), position: 0 })
  return buffer.toString('utf8', 0, bytesRead)
}

const notABackup = (path: string) => new OperatorError(`${path} is not a backup: choose another file`)

/** Turns a file system error into a one-line message. */
function fileError(path: string, error: unknown): unknown {
  const { errno } = error as NodeJS.ErrnoException
  return errno === undefined ? error : new OperatorError(`${path}: ${getSystemErrorMessage(errno)}`)
}
