/** The port to highlights, which the daily job marks, and to the job's ledger. */
import type { Occurrence } from '../domain/anniversary.ts'
import type { CivilDate, Instant } from '../domain/civil-date.ts'
import type { Page, PageRequest } from './event-store.ts'

export interface HighlightReader {
  /** Highlights of the days from `from` to `to`: latest day first, then highest rank first. */
  highlights(from: CivilDate, to: CivilDate, page: Omit<PageRequest, 'order'>): Promise<Page<Occurrence>>
}

/** Claim on announcing a day: granted to this run, announced before, or held by another run. */
export type Claim = 'granted' | 'announced' | 'held'

export interface HighlightWriter extends HighlightReader {
  /** Replaces the highlights of `date`, writing only the differences. @returns whether anything changed */
  mark(date: CivilDate, occurrences: readonly Occurrence[], at: Instant): Promise<boolean>
  /** The last day marked. */
  watermark(): Promise<CivilDate | undefined>
  /** Moves the watermark forward to `date`, never back. */
  advance(date: CivilDate): Promise<void>
  /** Claims the right to announce `date`; the claim expires at `until`. */
  claim(date: CivilDate, now: Instant, until: Instant): Promise<Claim>
  /** Records that `date` was announced. */
  announced(date: CivilDate, at: Instant): Promise<void>
}
