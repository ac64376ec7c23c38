/** One JSON text per value, whatever the order in which its properties were set: what digests are taken of. */

/**
 * JSON without white space, the properties of every object in the order of their UTF-16 code units, as RFC 8785 orders them.
 * @param value what JSON can hold; properties that are undefined are left out
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const properties = value as Record<string, unknown>
  const members = Object.keys(properties)
    .filter(key => properties[key] !== undefined)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonicalJson(properties[key])}`)
  return `{${members.join()}}`
}
