/** Mistakes in dates, with the date that was probably meant. */
import { dateFromText } from '../domain/date-from-text.ts'
import { type HistoricalDate, InvalidDate, parseHistoricalDate } from '../domain/historical-date.ts'
import { type Mistake, mistake, type Path } from './finding.ts'

export function readDate(edtf: string): HistoricalDate | InvalidDate {
  try {
    return parseHistoricalDate(edtf)
  } catch (error) {
    if (error instanceof InvalidDate) return error
    throw error
  }
}

export function* dateMistakes(path: Path, edtf: string | undefined): Generator<Mistake> {
  const date = edtf === undefined ? undefined : readDate(edtf)
  if (!(date instanceof InvalidDate)) return
  const meant = dateFromText(edtf!)
    .map(each => `"${each}"`)
    .join(' or ')
  yield mistake(path, `${date.message}${meant && `; did you mean ${meant}?`}`, date.allowed)
}
