/** The DynamoDB adapter for highlights and the daily job's ledger. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Occurrence } from '../../domain/anniversary.ts'
import { canonicalJson } from '../../domain/canonical-json.ts'
import { type CivilDate, civilDate, type Instant, monthOf, yearOf } from '../../domain/civil-date.ts'
import type { HighlightReader, HighlightWriter } from '../highlight-store.ts'
import { METADATA_KEY } from '../tables.ts'
import { batchWrite } from './batches.ts'
import type { Connection } from './document-client.ts'
import { ABOVE, lookahead, pageOf, queryPartition, rangeAfter, readAcross } from './query.ts'

interface HighlightItem {
  pk: string
  sk: string
  occurrence: Occurrence
}

export const LEDGER = 'LEDGER'
const WATERMARK_KEY = { pk: LEDGER, sk: 'WATERMARK' }

export const partitionOf = (date: CivilDate) => `HIGHLIGHT#${date.slice(0, 7)}`

/** Read in descending order: latest day first, then highest rank. The key is deterministic, so a repeated run writes the same items. */
const highlightItem = (occurrence: Occurrence): HighlightItem => ({
  pk: partitionOf(occurrence.date),
  sk: `${occurrence.date}#${String(occurrence.rank).padStart(2, '0')}#${occurrence.eventId}`,
  occurrence,
})

/** Partitions by month, from `to` back to `from`. */
function partitionsBack(from: CivilDate, to: CivilDate): string[] {
  const monthNumber = (date: CivilDate) => yearOf(date) * 12 + monthOf(date) - 1
  const last = monthNumber(to)
  return Array.from({ length: Math.max(0, last - monthNumber(from) + 1) }, (_, back) => {
    const month = last - back
    return partitionOf(civilDate(Math.floor(month / 12), (month % 12) + 1, 1))
  })
}

const MONTHS_AT_A_TIME = 3

export function highlightReader(connection: Connection): HighlightReader {
  return {
    async highlights(from, to, page) {
      const request = { ...page, order: 'desc' as const }
      const range = rangeAfter(from, to + ABOVE, request)
      // The number of highlights in a month is unknown. A few months at once need few calls if months have little, and waste few reads if much.
      const expected = Math.ceil(page.limit / MONTHS_AT_A_TIME)
      const partitions = partitionsBack(from, range.upper.slice(0, 10)).map(name => ({ name, expected }))
      const items = await readAcross<HighlightItem>(partitions, lookahead(request), (partition, limit) =>
        queryPartition(connection, { table: 'highlights', partition, range, order: 'desc', limit }),
      )
      const { items: found, ...rest } = pageOf(items, item => item.sk, request)
      return { ...rest, items: found.map(item => item.occurrence) }
    },
  }
}

export function highlightWriter(connection: Connection): HighlightWriter {
  const { client, tables } = connection
  const table = tables.highlights

  /** Updates an item unless the condition fails. */
  async function updateIf(
    Key: Record<string, string>,
    update: Omit<ConstructorParameters<typeof UpdateCommand>[0], 'TableName' | 'Key'>,
  ): Promise<boolean> {
    try {
      await client.send(new UpdateCommand({ TableName: table, Key, ...update }))
      return true
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false
      throw error
    }
  }

  return {
    ...highlightReader(connection),

    async mark(date, occurrences, at) {
      const partition = partitionOf(date)
      const stored = await queryPartition<HighlightItem>(connection, {
        table: 'highlights',
        partition,
        range: { lower: date, upper: date + ABOVE },
      })
      const wanted = occurrences.map(highlightItem)
      const right = new Map(stored.map(item => [item.sk, canonicalJson(item.occurrence)]))
      const kept = new Set(wanted.map(item => item.sk))
      const writes = [
        ...wanted.filter(item => right.get(item.sk) !== canonicalJson(item.occurrence)).map(put => ({ put })),
        ...stored.filter(item => !kept.has(item.sk)).map(({ pk, sk }) => ({ delete: { pk, sk } })),
      ]
      if (writes.length === 0) return false
      // Increase the version first: otherwise a run that dies in between leaves new highlights under the old ETags. Responses during the
      // write get ETags of their own (`conditional.ts`).
      await client.send(
        new UpdateCommand({
          TableName: tables.events,
          Key: METADATA_KEY,
          UpdateExpression: 'SET changedAt = :at ADD #sequence :one',
          ConditionExpression: 'attribute_exists(timeline)',
          ExpressionAttributeNames: { '#sequence': 'sequence' },
          ExpressionAttributeValues: { ':at': at, ':one': 1 },
        }),
      )
      await batchWrite(connection, writes, 'highlights')
      return true
    },

    async watermark() {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: WATERMARK_KEY, ConsistentRead: true }))
      return Item?.date as CivilDate | undefined
    },

    async advance(date) {
      await updateIf(WATERMARK_KEY, {
        UpdateExpression: 'SET #date = :date',
        ConditionExpression: 'attribute_not_exists(#date) OR #date < :date',
        ExpressionAttributeNames: { '#date': 'date' },
        ExpressionAttributeValues: { ':date': date },
      })
    },

    async claim(date, now, until) {
      const granted = await updateIf(ledgerKey(date), {
        UpdateExpression: 'SET claimedUntil = :until',
        ConditionExpression:
          'attribute_not_exists(announcedAt) AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)',
        ExpressionAttributeValues: { ':until': until, ':now': now },
      })
      if (granted) return 'granted'
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: ledgerKey(date), ConsistentRead: true }),
      )
      return Item?.announcedAt === undefined ? 'held' : 'announced'
    },

    async announced(date, at: Instant) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: ledgerKey(date),
          UpdateExpression: 'SET announcedAt = :at REMOVE claimedUntil',
          ExpressionAttributeValues: { ':at': at },
        }),
      )
    },
  }
}

const ledgerKey = (date: CivilDate) => ({ pk: LEDGER, sk: date })
