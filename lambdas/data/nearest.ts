/** Names that somebody may have meant: a pure function of a name and those there are. */

/** How many names are told in full. */
export const LISTED = 20
const SUGGESTED = 5

/** `a, b or c`. */
export const orList = (values: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(values)

/** All of `names` if they are few, else how many there are and those nearest to `name`. */
export function choice(name: string, names: readonly string[]): string {
  if (names.length === 0) return 'none, for there are none yet'
  if (names.length <= LISTED) return orList(names)
  return `one of ${names.length}, of which the nearest are ${nearest(name, names).join(', ')}`
}

/** The few of `names` that take the fewest edits to become `name`, the nearest first. */
export function nearest(name: string, names: readonly string[]): string[] {
  const found: { name: string; edits: number }[] = []
  for (const candidate of names) {
    const limit = found.length < SUGGESTED ? Number.POSITIVE_INFINITY : found.at(-1)!.edits
    const edits = editsBetween(name, candidate, limit)
    if (edits >= limit) continue
    const place = found.findIndex(each => each.edits > edits)
    found.splice(place === -1 ? found.length : place, 0, { name: candidate, edits })
    found.splice(SUGGESTED)
  }
  return found.map(each => each.name)
}

/** Levenshtein distance, or `limit` as soon as it cannot be less: most of a long list is nowhere near. */
function editsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    if (Math.min(...next) >= limit) return limit
    row = next
  }
  return row[b.length]!
}
