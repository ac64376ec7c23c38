/**
 * Notifies every receiver of each new version of the timeline, once. A failure affects one receiver only, and the ids are the same when the
 * job runs again.
 */
import { addDays, type Instant } from '../domain/civil-date.ts'
import type { Timeline } from '../domain/event.ts'
import { dateIn } from '../domain/time-zone.ts'
import type { Wait } from '../notify/post.ts'
import { MAX_CHANGES, type Publication, type Receiver } from '../notify/receiver.ts'
import { type EventReader, SETTLING_SECONDS, type TimelineMetadata } from '../store/event-store.ts'
import type { HighlightWriter } from '../store/highlight-store.ts'
import type { PublicationLedger, Published } from '../store/publication-ledger.ts'
import { withEvents } from '../store/with-events.ts'

export interface PublishServices {
  events: EventReader
  highlights: Pick<HighlightWriter, 'highlights' | 'watermark'>
  ledger: PublicationLedger
  receivers: (timeline: Timeline) => readonly Receiver[]
  now: () => Instant
  wait: Wait
}

/** @throws {AggregateError} with the error of each receiver that was not reached, after notifying all others */
export async function publishChanges(
  services: PublishServices,
): Promise<{ version: string; notified: number } | undefined> {
  const first = await services.events.metadata()
  if (first === undefined || services.receivers(first.timeline).length === 0) return undefined
  const metadata = await settled(services, first)
  const results = await Promise.allSettled(
    services.receivers(metadata.timeline).map(receiver => publishTo(receiver, metadata, services)),
  )
  const failures = results.filter(result => result.status === 'rejected').map(({ reason }) => reason)
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '))
  return { version: metadata.version, notified: results.filter(result => 'value' in result && result.value).length }
}

/** Waits until no read returns the state before the last change. An edit while this waits starts the wait again. */
async function settled(services: PublishServices, metadata: TimelineMetadata): Promise<TimelineMetadata> {
  const { events, now, wait } = services
  const remaining = Date.parse(metadata.changedAt) + SETTLING_SECONDS * 1000 - Date.parse(now())
  if (remaining <= 0) return metadata
  await wait(remaining)
  const latest = await events.metadata()
  return latest === undefined || latest.version === metadata.version ? metadata : settled(services, latest)
}

/** @returns whether the receiver had to be notified */
async function publishTo(receiver: Receiver, metadata: TimelineMetadata, services: PublishServices): Promise<boolean> {
  const { version, changedAt } = metadata
  const before = await services.ledger.published(receiver.address)
  if (before?.version === version) return false
  const day = await services.highlights.watermark()
  await receiver.send(await publicationSince(before, metadata, { ...services, day }))
  await services.ledger.record(receiver.address, { version, changedAt, day })
  return true
}

/** A new receiver gets no history. */
async function publicationSince(
  before: Published | undefined,
  { timeline, version }: TimelineMetadata,
  { events, highlights, day }: PublishServices & { day: string | undefined },
): Promise<Publication> {
  if (before === undefined) return { timeline, version, changes: [], hasMore: false, days: [] }
  const { items, next } = await events.changes({ limit: MAX_CHANGES, order: 'desc' }, before.changedAt)
  // Changes at that very time belong to the version before: a version is published only once it has settled.
  const changes = items.filter(({ updatedAt }) => updatedAt > before.changedAt)
  // Before the job's first run, no day was announced.
  const lastDay = before.day ?? addDays(dateIn(timeline.timeZone, before.changedAt), -1)
  const days = day === undefined || day <= lastDay ? [] : await daysSince(lastDay, day, { events, highlights })
  return { timeline, version, changes, hasMore: next !== undefined && changes.length === items.length, days }
}

/** Of each day, as many as one page has, which are the highest-ranked. */
async function daysSince(
  last: string,
  to: string,
  { events, highlights }: Pick<PublishServices, 'events' | 'highlights'>,
): Promise<Publication['days']> {
  const { items } = await withEvents(events, highlights.highlights(addDays(last, 1), to, { limit: 100 }))
  return [...Map.groupBy(items, ({ occurrence }) => occurrence.date)]
    .map(([date, marked]) => ({ date, highlights: marked }))
    .toReversed()
}
