/** Suggests similar names. Pure. */

import { editDistance } from '../domain/edit-distance.ts'

/** Up to this many names are listed in full. */
export const LISTED = 20
const SUGGESTED = 5

/** `a, b or c`. */
export const orList = (values: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(values)

/** Lists `names` if they are few; otherwise gives their number and the most similar ones. */
export function choice(name: string, names: readonly string[]): string {
  if (names.length === 0) return 'none, because none exist yet'
  if (names.length <= LISTED) return orList(names)
  return `one of ${names.length}; the closest are ${nearest(name, names).join(', ')}`
}

/** The names with the smallest edit distance to `name`, closest first. */
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
