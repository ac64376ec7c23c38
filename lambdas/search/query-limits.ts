/** How much of a query is looked at: what reads requests knows it without the search itself. */

/** UTF-16 code units. */
export const MAX_QUERY_LENGTH = 200
/** Different ones. */
export const MAX_QUERY_WORDS = 10
