/** Canonical JSON for digests: equal values give equal text, regardless of property order. */

/** JSON without whitespace, with properties sorted by UTF-16 code units (RFC 8785 §3.2.3) and without undefined ones. */
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
