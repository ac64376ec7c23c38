/**
 * Stores of generated timelines of any size, made once and kept. An import takes hours for a million events, nearly all of it in
 * the engine. Here the import writes its items to a file in the form of DynamoDB's exports, which the engine loads ten times as fast.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, readlink, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { DescribeTableCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { canonicalJson } from '../lambdas/domain/canonical-json.ts'
import { type DocumentClient, documentClient } from '../lambdas/store/dynamodb/document-client.ts'
import { importRecords } from '../lambdas/store/dynamodb/import.ts'
import { type EventsIndex, TABLES } from '../lambdas/store/tables.ts'
import { type Progress, showProgress } from '../lib/cli/progress.ts'
import { createTables } from '../lib/local/create-tables.ts'
import { startDynoxide } from '../lib/local/engine.ts'
import { OperatorError } from '../lib/operator-error.ts'
import { clientOf } from '../test/support/engine.ts'
import { allItems, dump } from '../test/support/store-dump.ts'
import { generatedRecords } from './generator/generated-timeline.ts'

/** The table names of the local host. */
export const TABLE_NAMES = { events: 'annals-events', highlights: 'annals-highlights' }

const SEED = 1
const AT = '2026-01-01T00:00:00Z'

/** The file name that `startEngine` uses. */
const DATABASE = 'dynamodb.sqlite'

/** Number of events for comparing the two ways and for detecting stores of another layout. */
const COMPARED = 2_000
const KNOWN_BY = 200

/** Prefix of folders in which stores are being made. */
const MAKING = 'making-'

/** Maximum bytes of an event on disk: in the export, and in the database with its copies in indexes. */
const BYTES_OF_EVENT = 30_000

type Log = (line: string) => void

const PLATFORM_PACKAGE = `@dynoxide/${process.platform}-${process.arch}`

async function* records(events: number) {
  yield* generatedRecords(events, SEED)
}

/** Runs `work` on a temporary engine that has the tables. @param folder in memory if omitted */
async function onEngine<T>(folder: string | undefined, work: (client: DynamoDBClient) => Promise<T>): Promise<T> {
  const engine = await startDynoxide({ folder })
  const client = clientOf(engine.endpoint)
  try {
    await createTables(client, TABLE_NAMES)
    return await work(client)
  } finally {
    client.destroy()
    await engine.stop()
  }
}

const doImport = (client: DocumentClient, events: number, progress?: Progress) =>
  importRecords({ client, tables: TABLE_NAMES }, () => records(events), {
    at: AT,
    digest: `generated ${events}`,
    ...(progress && { progress }),
  })

/**
 * Writes the items of an import into an empty table in the form of DynamoDB's export to S3. The batches go to the file;
 * the metadata comes from an engine that gets all other calls.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html
 * @returns how many items there are
 */
async function writeExport(folder: string, events: number, progress?: Progress): Promise<number> {
  const data = join(folder, TABLE_NAMES.events, 'data')
  await mkdir(data, { recursive: true })
  const compressed = createGzip({ level: 1 })
  const file = compressed.pipe(createWriteStream(join(data, 'items.json.gz')))
  let items = 0
  const append = async (lines: string[]) => {
    items += lines.length
    if (!compressed.write(lines.join(''))) await once(compressed, 'drain')
  }
  await onEngine(undefined, async client => {
    const documents = documentClient(client)
    const send = async (command: Parameters<typeof documents.send>[0]) => {
      if (!(command instanceof BatchWriteCommand)) return documents.send(command)
      const requests = command.input.RequestItems![TABLE_NAMES.events]!
      await append(
        requests.map(({ PutRequest }) => lineOf(marshall(PutRequest!.Item!, { removeUndefinedValues: true }))),
      )
      return {}
    }
    await doImport({ send: send as DocumentClient['send'] }, events, progress)
    const { Items = [] } = await client.send(new ScanCommand({ TableName: TABLE_NAMES.events }))
    await append(Items.map(lineOf))
    const described = Object.values(TABLE_NAMES).map(name => client.send(new DescribeTableCommand({ TableName: name })))
    const schema = (await Promise.all(described)).map(({ Table }) => ({ Table }))
    await writeFile(join(folder, 'schema.json'), JSON.stringify(schema))
  })
  compressed.end()
  await once(file, 'close')
  return items
}

const lineOf = (item: object): string => `${JSON.stringify({ Item: item })}\n`

/** Makes the engine load an export into a database. */
async function takeIn(source: string, folder: string): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve(`${PLATFORM_PACKAGE}/package.json`)
  const args = ['--source', source, '--schema', join(source, 'schema.json'), '--output', join(folder, DATABASE)]
  const child = spawn(join(dirname(manifest), 'dynoxide'), ['import', ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  const [[code], said, wasCut] = await Promise.all([
    once(child, 'exit'),
    text(child.stderr),
    cutCompaction(child.pid!, () => child.exitCode === null && child.signalCode === null),
  ])
  if (code !== 0 && !wasCut) throw new OperatorError(`The engine did not take the export in: ${said}`)
  // It has another name until it is compacted.
  for (const name of wasCut ? await readdir(folder) : [])
    if (name.startsWith('.tmp')) await rename(join(folder, name), join(folder, name.replace(/^\.tmp[^-]*/, DATABASE)))
}

/**
 * After loading, the engine compacts the database, which takes three times its size on disk. SQLite's temporary file shows
 * that this has begun; an engine killed then leaves the database intact.
 */
async function cutCompaction(pid: number, isRunning: () => boolean): Promise<boolean> {
  const descriptors = `/proc/${pid}/fd`
  while (isRunning() && existsSync(descriptors)) {
    for (const name of await readdir(descriptors).catch(() => [])) {
      const file = await readlink(join(descriptors, name)).catch(() => '')
      if (!file.includes('/etilqs_')) continue
      process.kill(pid, 'SIGKILL')
      return true
    }
    await setTimeout(100)
  }
  return false
}

/** @returns the seconds of each step */
async function make(folder: string, events: number, log: Log) {
  await mkdir(folder)
  const source = `${folder}-export`
  const start = performance.now()
  const items = await writeExport(source, events, showProgress('events', process.stderr))
  const written = performance.now()
  log(`the engine takes ${items.toLocaleString('en')} items in`)
  await takeIn(source, folder)
  await rm(source, { recursive: true })
  await onEngine(folder, async client => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: TABLE_NAMES.events }))
    if (Table?.ItemCount !== items)
      throw new OperatorError(`Of ${items} items, the engine has taken ${Table?.ItemCount} in`)
  })
  const seconds = { export: (written - start) / 1_000, takeIn: (performance.now() - written) / 1_000 }
  return { items, seconds }
}

/** The whole content of a store, one line per item of each table and index. */
async function contentsOf(client: DynamoDBClient): Promise<string[]> {
  const indexes = Object.keys(TABLES.events.indexes) as EventsIndex[]
  const listed = await Promise.all(indexes.map(index => allItems(client, TABLE_NAMES.events, index)))
  const lines = listed.map((items, at) => items.map(item => `${indexes[at]} ${canonicalJson(item)}`))
  return [...(await dump({ client, tables: TABLE_NAMES })), ...lines.flat()]
}

/** @throws {OperatorError} unless the store is identical, item by item, to an imported one */
async function compareWithImport(folder: string, log: Log): Promise<void> {
  log(`${COMPARED} events are imported through the engine, to compare`)
  const imported = await onEngine(undefined, async client => {
    await doImport(documentClient(client), COMPARED)
    return contentsOf(client)
  })
  await make(folder, COMPARED, () => {})
  const made = await onEngine(folder, contentsOf)
  const differing = imported.findIndex((line, index) => line !== made[index])
  if (differing !== -1 || made.length !== imported.length)
    throw new OperatorError(
      `A store that is made is not one that is imported: ${made[differing] ?? 'nothing'} for ${imported[differing] ?? 'nothing'}`,
    )
  log(`a store that is made has the same ${made.length.toLocaleString('en')} lines as one that is imported`)
}

/** A digest that changes when the items of a timeline or the database format change. */
async function layoutOf(folder: string): Promise<string> {
  await writeExport(folder, KNOWN_BY)
  const file = createReadStream(join(folder, TABLE_NAMES.events, 'data', 'items.json.gz'))
  const items = (await text(file.pipe(createGunzip()))).trimEnd().split('\n')
  // Engines return attributes in varying order.
  const lines = items.map(item => canonicalJson(JSON.parse(item))).sort()
  const manifest = await readFile(createRequire(import.meta.url).resolve(`${PLATFORM_PACKAGE}/package.json`), 'utf8')
  const parts = [...lines, JSON.stringify(TABLES), JSON.parse(manifest).version]
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12)
}

/** Default folder of the stores. */
export const STORES = join(tmpdir(), 'annals-bench')

/**
 * Engine folders with generated timelines, by number of events. Missing stores, and stores made by code that
 * wrote different items, are made.
 * @param folder where the stores are kept
 * @throws {OperatorError} when the disk is too small, or a store differs from an imported one
 */
export async function generatedStores(
  sizes: readonly number[],
  folder: string,
  log: Log,
): Promise<Map<number, string>> {
  await mkdir(folder, { recursive: true })
  // The remains of an interrupted run are as large as a store.
  for (const left of await readdir(folder))
    if (left.startsWith(MAKING)) await rm(join(folder, left), { recursive: true })
  const scratch = await mkdtemp(join(folder, MAKING))
  try {
    const layout = await layoutOf(join(scratch, 'layout'))
    const placeOf = (events: number) => join(folder, `${events}-${layout}`)
    const missing = sizes.filter(events => !existsSync(placeOf(events)))
    if (missing.length > 0) await compareWithImport(join(scratch, 'compared'), log)
    for (const events of missing) {
      // A store of another layout, just as large.
      for (const old of await readdir(folder))
        if (old.startsWith(`${events}-`)) await rm(join(folder, old), { recursive: true })
      const { bavail, bsize } = await statfs(folder)
      if (bavail * bsize < events * BYTES_OF_EVENT)
        throw new OperatorError(
          `${folder} has no room for ${events} events, which take ${Math.ceil((events * BYTES_OF_EVENT) / 1e9)} GB: choose another folder with --stores, or fewer with --sizes`,
        )
      const { items, seconds } = await make(join(scratch, `${events}`), events, line => log(`${events}  ${line}`))
      await rename(join(scratch, `${events}`), placeOf(events))
      log(
        `${events}  made in ${Math.round(seconds.export)} s and ${Math.round(seconds.takeIn)} s: ${items} items in ${placeOf(events)}`,
      )
    }
    return new Map(sizes.map(events => [events, placeOf(events)]))
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
