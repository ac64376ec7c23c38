/** Writes CSV (RFC 4180): events, one per row, and other tables. Pure. */
import type { EventView } from '../domain/view-schema.ts'
import { withoutForbidden } from '../feeds/markup.ts'
import { type Cell, COLUMNS, EVENT_FIELDS, type EventField } from './fields.ts'

/**
 * Text that a spreadsheet may take for a formula (https://owasp.org/www-community/attacks/CSV_Injection), also after invisible characters.
 * The apostrophe is included so that the marker below stays unambiguous.
 */
const NEEDS_APOSTROPHE = String.raw`^(?:['\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠])`

/** Compiled on first use, because expanding `\p{C}` would slow every cold start. */
let needsApostrophe: RegExp | undefined

/** An apostrophe makes spreadsheets take the value as text. A leading one is doubled, so programs restore the value by removing one. */
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

/** Makes Excel read a saved file as UTF-8 (https://github.com/elastic/kibana/issues/8637). Readers of UTF-8 skip it. */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * A header and one row per event, with CRLF line endings and without the characters that XML forbids.
 * @param fields in any order; default: all
 * @param note in a last row of its own, if anything is left out
 */
export function csv(events: readonly EventView[], fields: readonly EventField[] = EVENT_FIELDS, note?: string): string {
  const columns = Object.entries(COLUMNS)
    .filter(([field]) => fields.includes(field as EventField))
    .flatMap(([, columnsOfField]) => Object.entries(columnsOfField))
  const rows = events.map(event => columns.map(([, cellOf]) => cellOf(event)))
  return csvTable(
    columns.map(([name]) => name),
    note === undefined ? rows : [...rows, columns.map((_, index) => (index === 0 ? note : ''))],
  )
}

/** A header and rows of cells, with CRLF line endings. */
export const csvTable = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  BYTE_ORDER_MARK + [header, ...rows].map(row).join('')
