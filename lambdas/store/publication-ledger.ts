/** The port to the record of the last version that each receiver got. */
import type { CivilDate, Instant } from '../domain/civil-date.ts'

/** The last notification of a receiver. */
export interface Published {
  version: string
  /** When that version came to be. */
  changedAt: Instant
  /** The last day that the daily job had marked. */
  day?: CivilDate | undefined
}

export interface PublicationLedger {
  /** `undefined` if the receiver was never notified. */
  published(receiver: string): Promise<Published | undefined>
  record(receiver: string, published: Published): Promise<void>
}
