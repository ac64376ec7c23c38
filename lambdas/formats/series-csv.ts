/** Writes a statistical series as CSV (RFC 4180), one row a year. Pure. */
import type { SeriesView } from '../domain/view-schema.ts'
import { csvTable } from './csv.ts'

const COLUMNS = ['year', 'value', 'unit', 'cumulative', 'basis', 'disagreements', 'sources'] as const

export const seriesCsv = ({ points, unit }: SeriesView): string =>
  csvTable(
    COLUMNS,
    points.map(({ year, value, cumulative, basis, disagreements, sources }) => [
      year,
      value,
      unit.name,
      cumulative,
      basis,
      disagreements.join('; '),
      sources.map(({ url, publisher }) => url ?? publisher).join(' '),
    ]),
  )
