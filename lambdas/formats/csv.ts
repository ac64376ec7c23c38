/** Writes events as CSV (RFC 4180), one per row. Pure. */
import type { EventView } from '../domain/view-schema.ts'
import { withoutForbidden } from '../feeds/markup.ts'
import { EVENT_FIELDS, type EventField } from './select-fields.ts'

type Cell = string | number | boolean | null | undefined

type Columns = Record<string, (event: EventView) => Cell>

/** Joins a list into one cell. Ids contain neither semicolons nor spaces, so a list of ids can be split again. */
const joinList = (parts: readonly string[]): string => parts.join('; ')

const ids = (terms: EventView['tags']): string => joinList(terms.map(({ id }) => id))
const names = (terms: EventView['tags']): string => joinList(terms.map(({ name }) => name))

/**
 * Columns by event field, in output order. Columns may be added at the end of a field; none may be removed or renamed. Status and
 * attribution follow the title, so that a claim does not read as a fact.
 */
const COLUMNS: Record<EventField, Columns> = {
  id: { id: ({ id }) => id },
  date: {
    date: ({ date }) => date.edtf,
    start: ({ date }) => date.start,
    end: ({ date }) => date.end,
    precision: ({ date }) => date.precision,
    approximate: ({ date }) => date.approximate,
    uncertain: ({ date }) => date.uncertain,
    dateText: ({ date }) => date.text,
  },
  title: { title: ({ title }) => title },
  status: { status: ({ status }) => status },
  attribution: { attribution: ({ attribution }) => attribution },
  summary: { summary: ({ summary }) => summary },
  note: { note: ({ note }) => note },
  category: { categoryId: ({ category }) => category.id, category: ({ category }) => category.name },
  tags: { tagIds: ({ tags }) => ids(tags), tags: ({ tags }) => names(tags) },
  actors: { actorIds: ({ actors }) => ids(actors), actors: ({ actors }) => names(actors) },
  places: { placeIds: ({ places }) => ids(places), places: ({ places }) => names(places) },
  significance: { significance: ({ significance }) => significance },
  figures: {
    figures: ({ figures }) => joinList(figures.map(({ label, value, unit }) => `${label}: ${value} ${unit.name}`)),
  },
  observance: {
    observedSince: ({ observance }) => observance?.since,
    observance: ({ observance }) => observance?.name,
  },
  related: { related: ({ related }) => joinList(related) },
  sources: {
    sources: ({ sources }) => joinList(sources.map(({ title, publisher, url }) => `${title} (${publisher}): ${url}`)),
  },
  url: { url: ({ url }) => url },
  language: { language: ({ language }) => language },
  untranslated: { untranslated: ({ untranslated }) => joinList(untranslated) },
  languages: { languages: ({ languages }) => joinList(Object.entries(languages).map(each => each.join(': '))) },
  createdAt: { createdAt: ({ createdAt }) => createdAt },
  updatedAt: { updatedAt: ({ updatedAt }) => updatedAt },
  revision: { revision: ({ revision }) => revision },
}

/**
 * Text that a spreadsheet may treat as a formula (https://owasp.org/www-community/attacks/CSV_Injection), including full-width characters
 * and after leading invisible characters. The apostrophe is included so that the marker below stays unambiguous.
 */
const NEEDS_APOSTROPHE = String.raw`^(?:['\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠])`

/** Compiled on first use, because expanding `\p{C}` would slow every cold start. */
let needsApostrophe: RegExp | undefined

/**
 * Prefixes text with an apostrophe, so that spreadsheets treat it as text. A leading apostrophe is doubled, so programs can always restore
 * the value by removing one.
 */
function escapeFormula(text: string): string {
  needsApostrophe ??= new RegExp(NEEDS_APOSTROPHE, 'u')
  return needsApostrophe.test(text) ? `'${text}` : text
}

/** Quotes more than RFC 4180 requires: some readers also split at semicolons or tabs, and others trim outer spaces. */
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/

function formatCell(cell: Cell): string {
  const text = escapeFormula(withoutForbidden(String(cell ?? '')))
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A row with one empty cell is quoted, because many readers skip blank lines. */
const row = (cells: readonly Cell[]): string => `${cells.map(formatCell).join() || '""'}\r\n`

/**
 * Makes Excel read a saved file as UTF-8; without it, Korean text is garbled (https://github.com/elastic/kibana/issues/8637). UTF-8 readers
 * skip it.
 */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Writes a header and one row per event, with CRLF line endings. Characters that XML forbids are removed, as in feeds.
 * @param fields fields to include, in any order; default: all
 */
export function csv(events: readonly EventView[], fields: readonly EventField[] = EVENT_FIELDS): string {
  const columns = Object.entries(COLUMNS)
    .filter(([field]) => fields.includes(field as EventField))
    .flatMap(([, columnsOfField]) => Object.entries(columnsOfField))
  const rows = events.map(event => row(columns.map(([, cellOf]) => cellOf(event))))
  return BYTE_ORDER_MARK + row(columns.map(([name]) => name)) + rows.join('')
}
