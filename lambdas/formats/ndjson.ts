/** Writes NDJSON (https://github.com/ndjson/ndjson-spec), one value per line. Pure. */

/** Characters that JSON allows in strings but some readers treat as line breaks, such as Node's `readline` and Python's `splitlines`. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * The entries of a list's `data`, each on a line that ends in LF. Empty for no values.
 * @param values JSON objects, e.g. events or selected fields of events
 */
export const ndjson = (values: readonly object[]): string =>
  values.map(value => `${JSON.stringify(value).replace(LINE_ENDS, escaped)}\n`).join('')
