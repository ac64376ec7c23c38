/**
 * Writes a generated timeline to new tables on disk for `bench/import.ts`: by an import, or by a plain BatchWriteItem loop over the items
 * that an import wrote. Reports when it is ready, starts on command, and reports when it is done.
 */
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb'
import type { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import {
  type DocumentClient,
  documentClient,
  dynamoDBClient,
  WORKING,
} from '../lambdas/store/dynamodb/document-client.ts'
import { importRecords } from '../lambdas/store/dynamodb/import.ts'
import { fileDigest, recordsOf } from '../lib/cli/backup-file.ts'
import { createTables } from '../lib/local/create-tables.ts'
import { startEngine } from '../lib/local/engine.ts'
import { LOCAL_CLIENT } from '../lib/local/engine-process.ts'
import { OperatorError } from '../lib/operator-error.ts'

const TABLES = { events: 'annals-events', highlights: 'annals-highlights' }
const AT = '2026-01-01T00:00:00Z'

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const MOST_WRITES = 25

/** Everything that the command does with a file. */
const importFile = async (client: DocumentClient, file: string) =>
  importRecords({ client, tables: TABLES }, () => recordsOf(file), { at: AT, digest: await fileDigest(file) })

/** Imports and records the written items, marshalled and in order. */
async function record(client: DynamoDBClient, file: string, items: string): Promise<void> {
  const requests: WriteRequest[] = []
  const documents = documentClient(client)
  const send = (command: Parameters<typeof documents.send>[0]) => {
    const written = (command as BatchWriteCommand).input.RequestItems?.[TABLES.events] ?? []
    for (const { PutRequest } of written)
      requests.push({ PutRequest: { Item: marshall(PutRequest?.Item, { removeUndefinedValues: true }) } })
    return documents.send(command)
  }
  await importFile({ send: send as DocumentClient['send'] }, file)
  await writeFile(items, JSON.stringify(requests))
}

async function writePlainly(client: DynamoDBClient, requests: readonly WriteRequest[], lanes: number): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < requests.length) {
      const batch = requests.slice(next, next + MOST_WRITES)
      next += MOST_WRITES
      const command = new BatchWriteItemCommand({ RequestItems: { [TABLES.events]: batch } })
      const { UnprocessedItems } = await client.send(command)
      if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new OperatorError('The engine hands writes back')
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

const [way, file, items] = process.argv.slice(2) as [string, string, string]
const folder = await mkdtemp(join(tmpdir(), 'annals-import-'))
const engine = await startEngine({ folder })
const client = dynamoDBClient(WORKING, { ...LOCAL_CLIENT, endpoint: engine.endpoint })
try {
  await createTables(client, TABLES)
  const requests: WriteRequest[] = /^\d+$/.test(way) ? JSON.parse(await readFile(items, 'utf8')) : []
  console.log('ready')
  await once(process.stdin, 'data')
  if (way === 'record') await record(client, file, items)
  else if (way === 'import') await importFile(documentClient(client), file)
  else await writePlainly(client, requests, Number(way))
  console.log('done')
} finally {
  process.stdin.destroy()
  client.destroy()
  await engine.stop()
  await rm(folder, { recursive: true, force: true })
}
