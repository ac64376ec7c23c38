/** How much is searched, and how much of a query is looked at: what reads requests knows it without the search itself. */

/** A timeline with more events than are searched in memory. */
export class TooManyToSearch extends Error {}

/** UTF-16 code units. */
export const MAX_QUERY_LENGTH = 200
/** Different ones. */
export const MAX_QUERY_WORDS = 10
