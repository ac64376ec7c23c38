/** The calendar of a board as a table: years × months, decades × years or centuries × decades. Its cells lead to shorter windows. */
import { phrasesOf } from '../../domain/language.ts'
import type { Language } from '../../domain/text.ts'
import { periodsIn, UNITS, type Unit, type Window, windowOf } from '../../domain/window.ts'
import { html, type Markup } from '../../feeds/markup.ts'
import { type Columns, coarser, total } from './columns.ts'
import { periodName } from './period-name.ts'

export interface CalendarTable {
  language: Language
  window: Window
  /** In the unit of the cells or a finer one. */
  columns: Columns
  unit: 'month' | 'year' | 'decade'
  /** Periods in which something is not confirmed. */
  unconfirmed?: ReadonlySet<string>
  title: string
  /** Address of the events of a period. */
  hrefOf: (window: Window) => string
}

/** Shades of cells by number of events. */
const SHADES = 4

const LONGEST = 40

/** The finest unit of which the rows of a table are few; undefined for a window of one cell. */
export function tableUnit(window: Window, finest: Unit): CalendarTable['unit'] | undefined {
  const units = (['month', 'year', 'decade'] as const).filter(unit => UNITS.indexOf(unit) <= UNITS.indexOf(finest))
  const unit = units.find(each => periodsIn(rowUnit(each), window).length <= LONGEST) ?? 'decade'
  return periodsIn(unit, window).length > 1 ? unit : undefined
}

const rowUnit = (unit: CalendarTable['unit']): Unit => UNITS[UNITS.indexOf(unit) - 1]!

export function calendarTable({ language, window, columns, unit, unconfirmed, title, hrefOf }: CalendarTable): Markup {
  const { shared } = phrasesOf(language).pages
  const cells = coarser(columns, unit).periods
  const rows = coarser(columns, rowUnit(unit)).periods
  const most = Math.max(1, ...[...cells.values()].map(total))
  /** Not an `aria-label`: its words must include the shown ones (WCAG 2.5.3), and “8건” is one word. */
  const link = (period: string, shown: number | string, name: string) =>
    html`<a href="${hrefOf(windowOf(period))}"><span class="unseen">${name}</span><span aria-hidden="true">${shown}</span></a>`
  const cell = (period: string) => {
    const events = total(cells.get(period))
    if (events === 0) return html`<td></td>`
    const shade = Math.ceil((Math.sqrt(events) / Math.sqrt(most)) * SHADES)
    const name = `${periodName(period, language)}: ${shared.events(events)}`
    return html`<td class="n${shade}${unconfirmed?.has(period) && ' open'}">${link(period, events, name)}</td>`
  }
  const heads = unit === 'month' ? 12 : 10
  const first = unit === 'month' ? 1 : 0
  return html`<table class="calendar"><caption>${title}</caption>
<thead><tr><td></td>${Array.from({ length: heads }, (_, index) => html`<th scope="col">${unit === 'decade' ? `${index}0` : index + first}</th>`)}</tr></thead>
<tbody>${periodsIn(rowUnit(unit), window)
    .reverse()
    .map(row => {
      const events = total(rows.get(row))
      const name = periodName(row, language)
      const label = row.padEnd(4, '0')
      return html`
<tr><th scope="row">${events === 0 ? label : link(row, label, `${name}: ${shared.events(events)}`)}</th>${cellsOf(row, unit).map(cell)}</tr>`
    })}
</tbody></table>`
}

const cellsOf = (row: string, unit: CalendarTable['unit']): string[] =>
  unit === 'month'
    ? Array.from({ length: 12 }, (_, index) => `${row}-${String(index + 1).padStart(2, '0')}`)
    : Array.from({ length: 10 }, (_, index) => `${row}${index}`)
