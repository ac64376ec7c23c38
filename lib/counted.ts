/** A number of things in words, such as `1 event` or `2 events`. @param thing in the singular; its plural ends in -s */
export const counted = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`

const MOST_LISTED = 20

/** Ids, abbreviated if there are many. */
export const listed = (ids: readonly string[]): string =>
  ids.length <= MOST_LISTED
    ? ids.join(', ')
    : `${ids.slice(0, MOST_LISTED).join(', ')} and ${ids.length - MOST_LISTED} more`
