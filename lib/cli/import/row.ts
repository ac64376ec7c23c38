/** Rows of imported files of any format, before their values are parsed. */

/** Fields that a row may have. Lists are separated by semicolons. */
export const FIELDS = [
  'id',
  'date',
  'end',
  'title',
  'summary',
  'category',
  'tags',
  'actors',
  'places',
  'significance',
  'status',
  'attribution',
  'note',
  'url',
  'source',
  'publisher',
  'reference',
] as const
export type Field = (typeof FIELDS)[number]

export interface ImportedRow {
  /** Where it is, such as `line 3`. */
  place: string
  /** Trimmed and not empty. */
  fields: Partial<Record<Field, string>>
  /** WGS 84 degrees of the first place. */
  location?: { latitude: number; longitude: number }
}

/** The file cannot be read as its format. */
export class UnreadableImport extends Error {}

/** Keeps the fields that have a text. */
export const rowOf = (place: string, fields: Partial<Record<Field, unknown>>): ImportedRow => ({
  place,
  fields: Object.fromEntries(
    FIELDS.map(field => [field, String(fields[field] ?? '').trim()]).filter(([, text]) => text !== ''),
  ),
})

/** Plain text of simple HTML, as TimelineJS and calendars have it. */
export const plainText = (html: string): string =>
  html
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/p>\s*<p[^>]*>/gi, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|apos|nbsp|#x[0-9a-f]+|#\d+|amp);/gi, (_, name: string) => characterOf(name.toLowerCase()))

const NAMED: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' }

function characterOf(name: string): string {
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return NAMED[name] ?? (code <= 0x10ffff ? String.fromCodePoint(code) : '')
}
