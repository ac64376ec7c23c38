/** The DynamoDB adapter for single writes: event, revision, facet entries, counts and version in one transaction. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { GetCommand, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { canonicalJson } from '../../domain/canonical-json.ts'
import { later } from '../../domain/civil-date.ts'
import { type Event, endOf, type Revision } from '../../domain/event.ts'
import { type EventWriter, LoadInProgress, RevisionConflict, StoreUnavailable, TooManyChanges } from '../event-store.ts'
import { METADATA_KEY } from '../tables.ts'
import type { Connection } from './document-client.ts'
import type { MetadataItem } from './event-reader.ts'
import {
  countAttribute,
  countedOf,
  countKey,
  currentItem,
  type EventItem,
  entryItem,
  entryKey,
  eventKey,
  namesOf,
  revisionItem,
  storedEvent,
  tombstoneItem,
} from './items.ts'

type Times = Pick<MetadataItem, 'updatedAt' | 'changedAt'>

type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const MOST_ACTIONS = 100

/** Concurrent writers conflict on counts and on the version. In each round one succeeds and the others retry. */
const ATTEMPTS = 10
const LONGEST_PAUSE_MILLISECONDS = 50

export function eventWriter({ client, tables }: Connection): EventWriter {
  const TableName = tables.events

  async function get<Item>(Key: Record<string, string>): Promise<Item | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }))
    return Item as Item | undefined
  }

  /**
   * The actions that turn `before` into `after`. The first requires the expected revision; the second, that no load is running and that the
   * timeline's times do not decrease.
   */
  function actions(
    before: EventItem | undefined,
    after: EventItem,
    expectedRevision: number,
    { updatedAt, changedAt }: Times,
  ): Action[] {
    const old = new Set(before ? countedOf(before) : [])
    const now = new Set(countedOf(after))
    const changes = [
      ...[...now].filter(value => !old.has(value)).map(value => ({ value, by: 1 })),
      ...[...old].filter(value => !now.has(value)).map(value => ({ value, by: -1 })),
    ]
    const moved = before?.timeKey !== after.timeKey
    // A text correction does not change the entries.
    const sameEntries = before && entryContent(before) === entryContent(after)
    const names = after.event ? namesOf(after.event) : new Map()
    // One action an item: a period of the calendar counts the old category and the new one.
    const counted = (changes: readonly { value: string; by: number }[]): Action => {
      const { value } = changes[0]!
      const name = names.get(value)
      return {
        Update: {
          TableName,
          Key: countKey(value),
          // The digest no longer matches the count. Without it, the next load checks the count again.
          UpdateExpression: `ADD ${changes.map((_, index) => `#count${index} :by${index}`)} REMOVE digest${name ? ' SET #name = :name' : ''}`,
          ExpressionAttributeNames: {
            ...Object.fromEntries(changes.map((change, index) => [`#count${index}`, countAttribute(change.value)])),
            ...(name && { '#name': 'name' }),
          },
          ExpressionAttributeValues: {
            ...Object.fromEntries(changes.map(({ by }, index) => [`:by${index}`, by])),
            ...(name && { ':name': name }),
          },
        },
      }
    }
    return [
      {
        Put: {
          TableName,
          Item: after,
          ...(expectedRevision === 0
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: 'revision = :expected',
                ExpressionAttributeValues: { ':expected': expectedRevision },
              }),
        },
      },
      {
        Update: {
          TableName,
          Key: METADATA_KEY,
          UpdateExpression:
            'SET digest = :digest, updatedAt = :updatedAt, changedAt = :at, editedAt = :at ADD #sequence :one',
          ConditionExpression:
            'attribute_exists(timeline) AND attribute_not_exists(loading) AND updatedAt <= :updatedAt AND changedAt <= :at',
          ExpressionAttributeNames: { '#sequence': 'sequence' },
          ExpressionAttributeValues: { ':digest': after.digest, ':updatedAt': updatedAt, ':at': changedAt, ':one': 1 },
        },
      },
      { Put: { TableName, Item: revisionItem(after) } },
      ...(before?.facets ?? [])
        .filter(facet => moved || !after.facets?.includes(facet))
        .map((facet): Action => ({ Delete: { TableName, Key: entryKey(before!, facet) } })),
      ...(sameEntries ? [] : (after.facets ?? [])).map(
        (facet): Action => ({ Put: { TableName, Item: entryItem(after, facet) } }),
      ),
      ...[...Map.groupBy(changes, ({ value }) => canonicalJson(countKey(value))).values()].map(counted),
    ]
  }

  /** @throws {LoadInProgress} */
  async function timesOfTimeline(): Promise<Times> {
    const metadata = await get<MetadataItem>(METADATA_KEY)
    if (metadata?.timeline === undefined || metadata.loading !== undefined)
      throw new LoadInProgress('The timeline is being loaded; try again later')
    return metadata
  }

  async function replace(
    id: string,
    expectedRevision: number,
    at: string,
    next: (revision: Revision, before?: EventItem) => EventItem,
  ): Promise<EventItem> {
    let latest: Times | undefined
    for (let attempt = 1; ; attempt++) {
      const before = await get<EventItem>(eventKey(id))
      const after = next(revisionAfter(before, at), before)
      if (before && isWritten(before, after, expectedRevision)) return before
      if ((before?.revision ?? 0) !== expectedRevision) throw new RevisionConflict(id, expectedRevision)
      const TransactItems = actions(before, after, expectedRevision, {
        updatedAt: later(after.updatedAt, latest?.updatedAt ?? ''),
        changedAt: later(at, latest?.changedAt ?? ''),
      })
      if (TransactItems.length > MOST_ACTIONS)
        throw new TooManyChanges(
          `The change of event ${id} needs ${TransactItems.length} writes, but a transaction allows ${MOST_ACTIONS}: change its tags, actors, places and related events in two steps`,
        )
      try {
        await client.send(new TransactWriteCommand({ TransactItems }))
        return after
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error
        const codes = (error.CancellationReasons ?? []).map(reason => reason.Code)
        if (codes[0] === 'ConditionalCheckFailed') throw new RevisionConflict(id, expectedRevision)
        // Either a load is running, or another writer's clock is ahead.
        if (codes[1] === 'ConditionalCheckFailed') latest = await timesOfTimeline()
        else if (!codes.includes('TransactionConflict')) throw error
        if (attempt === ATTEMPTS)
          throw new StoreUnavailable(`The write conflicted with others ${ATTEMPTS} times`, { cause: error })
        await new Promise(resolve => setTimeout(resolve, Math.random() * LONGEST_PAUSE_MILLISECONDS))
      }
    }
  }

  return {
    async put(event: Event, expectedRevision, at) {
      return storedEvent(
        await replace(event.id, expectedRevision, at, (revision, before) =>
          currentItem(event, revision, before?.loaded),
        ),
      )
    },
    async delete(id, expectedRevision, at) {
      if (expectedRevision === 0) throw new RevisionConflict(id, expectedRevision)
      const { createdAt, updatedAt, revision } = await replace(id, expectedRevision, at, (revision, before) =>
        tombstoneItem(id, revision, before?.loaded),
      )
      return { id, deleted: true, createdAt, updatedAt, revision }
    },
  }
}

/** Whether the write changes nothing, or repeats a write whose response was lost (RFC 9110 §13.1.1). */
const isWritten = (before: EventItem, after: EventItem, expectedRevision: number): boolean =>
  before.digest === after.digest && expectedRevision > 0 && [0, 1].includes(before.revision - expectedRevision)

/** Determines the entries of an event. */
const entryContent = ({ timeKey, facets, event }: EventItem): string =>
  canonicalJson([timeKey, facets, event ? endOf(event) : null])

/** `updatedAt` never decreases, even if the writer's clock does, because mirrors ask for changes since a time. */
const revisionAfter = (before: EventItem | undefined, at: string): Revision =>
  before
    ? { createdAt: before.createdAt, updatedAt: later(at, before.updatedAt), revision: before.revision + 1 }
    : { createdAt: at, updatedAt: at, revision: 1 }
