/** One event with its revision, facets and counts, and the timeline's version, in one transaction. */
export const WRITE_ACCESS = ['events:PutItem', 'events:UpdateItem', 'events:DeleteItem'] as const
