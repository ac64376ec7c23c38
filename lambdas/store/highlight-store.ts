/** The port to what the daily job marked, and to its ledger. */
import type { Occurrence } from '../domain/anniversary.ts'
import type { CivilDate, Instant } from '../domain/civil-date.ts'
import type { Page, PageRequest } from './event-store.ts'

export interface HighlightReader {
  /** What was marked on the days from `from` to `to`: the latest day first, the weightiest of a day first. */
  highlights(from: CivilDate, to: CivilDate, page: Omit<PageRequest, 'order'>): Promise<Page<Occurrence>>
}

/** Who may announce a day: this run, nobody any more, or for now another run. */
export type Claim = 'granted' | 'announced' | 'held'

export interface HighlightWriter extends HighlightReader {
  /**
   * Makes `occurrences` what is marked on `date`, writing only what differs.
   * @returns whether anything differed
   */
  mark(date: CivilDate, occurrences: readonly Occurrence[], at: Instant): Promise<boolean>
  /** The last day marked. */
  watermark(): Promise<CivilDate | undefined>
  /** Moves the watermark to `date` unless it is there or further. */
  advance(date: CivilDate): Promise<void>
  /** Asks for the right to announce `date` until `until`; a run that dies loses it then. */
  claim(date: CivilDate, now: Instant, until: Instant): Promise<Claim>
  /** Records that `date` was announced. */
  announced(date: CivilDate, at: Instant): Promise<void>
}
