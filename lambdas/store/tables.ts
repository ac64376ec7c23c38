/** The two DynamoDB tables as plain data: read by the CDK stack, the local host and the tests, so that there is one description of them. */

export interface Key {
  partition: string
  sort: string
}

export interface TableDescription {
  key: Key
  /** Global secondary indexes, each with all attributes. An item that lacks the key attributes of an index is not in it. */
  indexes: Record<string, Key>
}

/** All key attributes are strings. */
export const TABLES = {
  /**
   * Events, their revisions, one entry per facet value, what is counted, the timeline's settings and the series.
   * | partition                | sort              |                                                     |
   * |--------------------------|-------------------|-----------------------------------------------------|
   * | `TIMELINE`               | `HEAD`            | settings and version                                |
   * | `EVENT#id`               | `CURRENT`         | the event, or its tombstone; alone in the indexes    |
   * | `EVENT#id`               | `REVISION#000001` | as it was                                           |
   * | `FACET#dimension`        | value             | name of the value and number of events that carry it |
   * | `FACET#dimension#value`  | `start#id`        | an event that carries it                            |
   * | `FACET#recurrence#MM-DD` | `significance#cycle#year#kind#id` | an event that comes round then, by `recurrenceSortKey` |
   * | `VOCABULARY#tags`        | id                | a term that events may name                          |
   * | `SERIES`, `SERIES#id`    | id, `CURRENT`     | summary of a series; the series                     |
   */
  events: {
    key: { partition: 'pk', sort: 'sk' },
    indexes: {
      /** year → `start#id` */
      byTime: { partition: 'year', sort: 'timeKey' },
      /** `MM-DD`, or `MM` where only the month is known → `start#id` */
      byDay: { partition: 'recurrence', sort: 'timeKey' },
      /** `CHANGE` → `updatedAt#id`, tombstones included */
      byChange: { partition: 'change', sort: 'changeKey' },
    },
  },
  /**
   * What the daily job marked, and its ledger.
   * | partition           | sort                       |                                                |
   * |---------------------|----------------------------|------------------------------------------------|
   * | `HIGHLIGHT#YYYY-MM` | `date#rank#id`             | an event that came round on the date            |
   * | `LEDGER`            | `WATERMARK`                | the last day marked                            |
   * | `LEDGER`            | date                       | whether that day is being, or has been, announced; how many more came round |
   */
  highlights: {
    key: { partition: 'pk', sort: 'sk' },
    indexes: {},
  },
} as const satisfies Record<string, TableDescription>

export type TableName = keyof typeof TABLES
export type EventsIndex = keyof (typeof TABLES)['events']['indexes']

type Action = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'BatchWriteItem'

/** A DynamoDB action on a table, or a query of one of its indexes. */
export type Access = `${TableName}:${Action}` | `events/${EventsIndex}:Query`

/** Environment variable in which a function finds the name of a table. */
export const TABLE_VARIABLES = { events: 'EVENTS_TABLE', highlights: 'HIGHLIGHTS_TABLE' } as const satisfies Record<
  TableName,
  string
>
