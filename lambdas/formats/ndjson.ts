/** Writes NDJSON (https://github.com/ndjson/ndjson-spec), one value per line. Pure. */

/** Characters that JSON allows in strings but some readers treat as line breaks, such as Node's `readline` and Python's `splitlines`. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Each entry of a list's `data` on a line that ends in LF. */
export const ndjson = (values: readonly object[]): string =>
  values.map(value => `${JSON.stringify(value).replace(LINE_ENDS, escaped)}\n`).join('')
