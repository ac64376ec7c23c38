/** Names that somebody may have meant: a pure function of a name and those there are. */

import { editDistance } from '../domain/edit-distance.ts'

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
    const most = found.length < SUGGESTED ? Number.MAX_SAFE_INTEGER : found.at(-1)!.edits - 1
    const edits = editDistance(name, candidate, most)
    if (edits > most) continue
    const place = found.findIndex(each => each.edits > edits)
    found.splice(place === -1 ? found.length : place, 0, { name: candidate, edits })
    found.splice(SUGGESTED)
  }
  return found.map(each => each.name)
}
