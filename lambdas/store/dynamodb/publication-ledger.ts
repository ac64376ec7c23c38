import { createHash } from 'node:crypto'
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { PublicationLedger, Published } from '../publication-ledger.ts'
import type { Connection } from './document-client.ts'
import { LEDGER } from './highlight-store.ts'

/** An address may be a secret, as those of Slack are, so the table has its digest. */
const keyOf = (receiver: string) => ({
  pk: LEDGER,
  sk: `RECEIVER#${createHash('sha256').update(receiver).digest('base64url')}`,
})

export function publicationLedger({ client, tables }: Connection): PublicationLedger {
  const TableName = tables.highlights
  return {
    async published(receiver) {
      const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(receiver), ConsistentRead: true }))
      return Item?.published as Published | undefined
    },
    async record(receiver, published) {
      await client.send(new PutCommand({ TableName, Item: { ...keyOf(receiver), published } }))
    },
  }
}
