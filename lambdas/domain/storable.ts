/** Values that JSON and YAML can express, but a DynamoDB item cannot hold. */

export interface UnstorablePart {
  path: (string | number)[]
  wrong: string
  allowed: string
}

/** DynamoDB takes sizes from 1E-130 on; JavaScript has every whole number up to this one. */
const SMALLEST = 1e-130
const LARGEST = Number.MAX_SAFE_INTEGER

/** The texts and numbers within `value` that cannot be stored. The names of fields are held to patterns elsewhere. */
export function* unstorableParts(value: unknown, path: (string | number)[] = []): Generator<UnstorablePart> {
  if (typeof value === 'string' && !value.isWellFormed())
    yield {
      path,
      wrong: 'has half of a surrogate pair',
      allowed: 'Unicode characters, of which UTF-16 writes some as a pair',
    }
  else if (typeof value === 'number' && !isStorable(value))
    yield {
      path,
      wrong: `is ${value}, which cannot be stored exactly`,
      allowed: `0, or a number whose size is from ${SMALLEST} to ${LARGEST}`,
    }
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* unstorableParts(item, [...path, index])
  else if (typeof value === 'object' && value !== null)
    for (const [field, item] of Object.entries(value)) yield* unstorableParts(item, [...path, field])
}

const isStorable = (number: number): boolean =>
  number === 0 || (Math.abs(number) >= SMALLEST && Math.abs(number) <= LARGEST)
