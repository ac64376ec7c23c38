/** Events as CSV (RFC 4180), one on each row: a pure function of their views. */
import type { EventView } from '../domain/view-schema.ts'
import { withoutForbidden } from '../feeds/markup.ts'
import { EVENT_FIELDS, type EventField } from './select-fields.ts'

/** Nothing where there is nothing. */
type Cell = string | number | boolean | null | undefined

type Columns = Record<string, (event: EventView) => Cell>

/** A list is one cell, to be read; it comes apart again where its parts are ids, which have neither semicolons nor spaces. */
const joined = (parts: readonly string[]): string => parts.join('; ')

const ids = (terms: EventView['tags']): string => joined(terms.map(({ id }) => id))
const names = (terms: EventView['tags']): string => joined(terms.map(({ name }) => name))

/**
 * The columns, in their order, under the field that they are of: columns may be added at the end of a field, and none may go or change its
 * name. How far a title is established, and by whom, stands right beside it.
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
    figures: ({ figures }) => joined(figures.map(({ label, value, unit }) => `${label}: ${value} ${unit.name}`)),
  },
  observance: {
    observedSince: ({ observance }) => observance?.since,
    observance: ({ observance }) => observance?.name,
  },
  related: { related: ({ related }) => joined(related) },
  sources: {
    sources: ({ sources }) => joined(sources.map(({ title, publisher, url }) => `${title} (${publisher}): ${url}`)),
  },
  url: { url: ({ url }) => url },
  language: { language: ({ language }) => language },
  untranslated: { untranslated: ({ untranslated }) => joined(untranslated) },
  createdAt: { createdAt: ({ createdAt }) => createdAt },
  updatedAt: { updatedAt: ({ updatedAt }) => updatedAt },
  revision: { revision: ({ revision }) => revision },
}

/**
 * What a spreadsheet would take for a formula, if it stood at the beginning of a cell – the characters of
 * https://owasp.org/www-community/attacks/CSV_Injection, also in full width and after what cannot be seen – and the apostrophe.
 */
const TO_MARK = String.raw`^(?:['\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠])`

/** Made when there are cells: looking up what `\p{C}` stands for would be a part of every start. */
let toMark: RegExp | undefined

/**
 * An apostrophe at the beginning makes it text to a spreadsheet. As a text's own first apostrophe gets another, one that begins a cell is
 * never of the text: a program takes it off, and has what was there.
 */
function marked(text: string): string {
  toMark ??= new RegExp(TO_MARK, 'u')
  return toMark.test(text) ? `'${text}` : text
}

/** More than RFC 4180 asks for: what somebody's reader takes for a separator, and the outer spaces that another's trims. */
const TO_QUOTE = /[",;\t\r\n]|^\s|\s$/

function written(cell: Cell): string {
  const text = marked(withoutForbidden(String(cell ?? '')))
  return TO_QUOTE.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A row of one empty cell would be an empty line, which many readers skip. */
const row = (cells: readonly Cell[]): string => `${cells.map(written).join() || '""'}\r\n`

/**
 * Content-Type does not survive the saving of a file, and without this Excel reads Korean as something else
 * (https://github.com/elastic/kibana/issues/8637). Readers of UTF-8 skip it.
 */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * A header, then a row for each event; lines end in CRLF. The characters that XML forbids are left out here as they are in feeds.
 * @param fields whose columns there are to be, in whichever order; all unless given
 */
export function csv(events: readonly EventView[], fields: readonly EventField[] = EVENT_FIELDS): string {
  const columns = Object.entries(COLUMNS)
    .filter(([field]) => fields.includes(field as EventField))
    .flatMap(([, columnsOfField]) => Object.entries(columnsOfField))
  const rows = events.map(event => row(columns.map(([, cellOf]) => cellOf(event))))
  return BYTE_ORDER_MARK + row(columns.map(([name]) => name)) + rows.join('')
}
