/** The two DynamoDB tables as plain data, for the CDK stack, the local host and the tests. */

export interface Key {
  partition: string
  sort: string
}

export interface TableDescription {
  key: Key
  /** Global secondary indexes, which project all attributes. They are sparse: items without the key attributes are left out. */
  indexes: Record<string, Key>
}

/** All key attributes are strings. */
export const TABLES = {
  /**
   * Events, revisions, one entry per event and facet value, counts, vocabularies, series and timeline metadata.
   * | partition                | sort              |                                                     |
   * |--------------------------|-------------------|-----------------------------------------------------|
   * | `TIMELINE`               | `HEAD`            | settings and version                                |
   * | `EVENT#id`               | `CURRENT`         | the event or its tombstone; the only item in indexes |
   * | `EVENT#id`               | `REVISION#000001` | a revision                                          |
   * | `FACET#dimension`        | value             | name and event count of the value                   |
   * | `FACET#calendar-unit`    | period            | event counts by category in a year, month or day    |
   * | `FACET#dimension#value`  | `start#id`        | entry of an event with the value                    |
   * | `FACET#span#195`         | `start#id`        | entry of an event that touches those years |
   * | `FACET#former#id`        | `start#id`        | entry of the event that had this id            |
   * | `FACET#related#id`       | `start#id`        | entry of an event that names this one as related |
   * | `FACET#recurrence#MM-DD` | `significance#cycle#year#kind#id` | entry of an event that recurs then, by `recurrenceSortKey` |
   * | `VOCABULARY#tags`        | id                | a term that events may use                          |
   * | `SERIES`, `SERIES#id`    | id, `CURRENT`     | summary of a series; the series                     |
   */
  events: {
    key: { partition: 'pk', sort: 'sk' },
    indexes: {
      /** year → `start#id` */
      byTime: { partition: 'year', sort: 'timeKey' },
      /** `MM-DD`, or `MM` if only the month is known → `start#id` */
      byDay: { partition: 'recurrence', sort: 'timeKey' },
      /** `CHANGE` → `updatedAt#id`, tombstones included */
      byChange: { partition: 'change', sort: 'changeKey' },
    },
  },
  /**
   * Highlights that the daily job marked, and its ledger.
   * | partition           | sort                       |                                                |
   * |---------------------|----------------------------|------------------------------------------------|
   * | `HIGHLIGHT#YYYY-MM` | `date#rank#id`             | a highlight of the date                        |
   * | `LEDGER`            | `WATERMARK`                | the last day marked                            |
   * | `LEDGER`            | date                       | claim and time of the day's announcement       |
   * | `LEDGER`            | `RECEIVER#digest`          | the last version that a hub or webhook got     |
   */
  highlights: {
    key: { partition: 'pk', sort: 'sk' },
    indexes: {},
  },
} as const satisfies Record<string, TableDescription>

/** The key of the item with settings and version, which changes with every public change. */
export const METADATA_KEY = { pk: 'TIMELINE', sk: 'HEAD' }

export type TableName = keyof typeof TABLES
export type EventsIndex = keyof (typeof TABLES)['events']['indexes']

type Action = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'BatchWriteItem'

/** A DynamoDB action on a table, or a query of one of its indexes. */
export type Access = `${TableName}:${Action}` | `events/${EventsIndex}:Query`

/** Environment variables with the table names. */
export const TABLE_VARIABLES = { events: 'EVENTS_TABLE', highlights: 'HIGHLIGHTS_TABLE' } as const satisfies Record<
  TableName,
  string
>
