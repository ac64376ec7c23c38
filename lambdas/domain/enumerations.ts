/** Values shared by the schema, the domain types and the request parameters. */

/** How well a statement is established. Every status but `confirmed` requires an attribution. */
export const STATUSES = ['confirmed', 'reported', 'claimed', 'disputed'] as const
export type Status = (typeof STATUSES)[number]

/** The day on which 29 February is marked in a common year. Customs differ, so the owner chooses. */
export const LEAP_DAY_RULES = ['feb-28', 'mar-01', 'skip'] as const
export type LeapDayRule = (typeof LEAP_DAY_RULES)[number]

/** The form of an id. The maximum length keeps keys within DynamoDB's limit. */
export const ID = { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 100 }
