/** NDJSON (https://github.com/ndjson/ndjson-spec): a pure function of the values, one on each line. */

/** What some readers take for the end of a line – Node's `readline` and Python's `splitlines` do – though JSON lets it stand in a string. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * The values as they stand in the `data` of a list, each on a line that ends in LF; nothing for none.
 * @param values what JSON can hold, e.g. events or parts of them
 */
export const ndjson = (values: readonly object[]): string =>
  values.map(value => `${JSON.stringify(value).replace(LINE_ENDS, escaped)}\n`).join('')
