/** Lists ids for a person: all of a few, the first of many. */

const SHOWN = 20

export const listed = (ids: readonly string[]): string =>
  ids.length <= SHOWN ? ids.join(', ') : `${ids.slice(0, SHOWN).join(', ')} and ${ids.length - SHOWN} more`
