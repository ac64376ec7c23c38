/** The port to the record of what each receiver was last told. */
import type { CivilDate, Instant } from '../domain/civil-date.ts'

/** What a receiver was told last. */
export interface Published {
  version: string
  /** When that version came to be. */
  changedAt: Instant
  /** The last day that the daily job had marked. */
  day?: CivilDate | undefined
}

export interface PublicationLedger {
  /** `undefined` if the receiver was never told anything. */
  published(receiver: string): Promise<Published | undefined>
  record(receiver: string, published: Published): Promise<void>
}
