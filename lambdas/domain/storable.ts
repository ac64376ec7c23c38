/** Detects values that JSON and YAML allow but a DynamoDB item cannot hold. */

export interface UnstorablePart {
  path: (string | number)[]
  wrong: string
  allowed: string
}

/** The smallest magnitude DynamoDB stores, and the largest up to which JavaScript represents every integer. */
const SMALLEST = 1e-130
const LARGEST = Number.MAX_SAFE_INTEGER

/** Finds strings and numbers in `value` that cannot be stored. Field names are not checked; the schema restricts them. */
export function* unstorableParts(value: unknown, path: (string | number)[] = []): Generator<UnstorablePart> {
  if (typeof value === 'string' && !value.isWellFormed())
    yield {
      path,
      wrong: 'contains an unpaired surrogate',
      allowed: 'valid Unicode text',
    }
  else if (typeof value === 'number' && !isStorable(value))
    yield {
      path,
      wrong: `is ${value}, which cannot be stored exactly`,
      allowed: `0, or a number with a magnitude from ${SMALLEST} to ${LARGEST}`,
    }
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* unstorableParts(item, [...path, index])
  else if (typeof value === 'object' && value !== null)
    for (const [field, item] of Object.entries(value)) yield* unstorableParts(item, [...path, field])
}

const isStorable = (number: number): boolean =>
  number === 0 || (Math.abs(number) >= SMALLEST && Math.abs(number) <= LARGEST)
