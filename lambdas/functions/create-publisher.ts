/** The Lambda function that notifies the hub and the webhooks of each new version. */
import { setTimeout } from 'node:timers/promises'
import type { Timeline } from '../domain/event.ts'
import { topicsOf } from '../endpoints/feeds/addresses.ts'
import { publishChanges } from '../jobs/publish-changes.ts'
import { postWithRetries } from '../notify/post.ts'
import type { Receiver } from '../notify/receiver.ts'
import { webSubHub } from '../notify/web-sub.ts'
import { webhook } from '../notify/webhook.ts'
import { connection, WORKING } from '../store/dynamodb/document-client.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { highlightWriter } from '../store/dynamodb/highlight-store.ts'
import { publicationLedger } from '../store/dynamodb/publication-ledger.ts'
import type { PublisherConfig } from './config.ts'

/** @throws {AggregateError} if a receiver was not reached; the function is then run again */
export type PublisherFunction = () => Promise<{ version: string; notified: number } | undefined>

export const hasReceivers = ({ hub, webhooks = [] }: Timeline): boolean => hub !== undefined || webhooks.length > 0

export function createPublisher(config: PublisherConfig): PublisherFunction {
  const { publicUrl, now, webhookSecret, signal, report } = config
  const wait = config.wait ?? (milliseconds => setTimeout(milliseconds, undefined, { signal }))
  const store = connection(config, WORKING)
  const post = postWithRetries(wait, signal)
  const receivers = ({ hub, webhooks = [], languages }: Timeline): Receiver[] => [
    ...(hub === undefined ? [] : [webSubHub(hub, topicsOf(languages, publicUrl), post)]),
    ...webhooks.map(each => webhook(each, { publicUrl, now, secret: webhookSecret, post })),
  ]
  const services = {
    events: eventReader(store),
    highlights: highlightWriter(store),
    ledger: publicationLedger(store),
    receivers,
    now,
    wait,
  }
  return async () => {
    const published = await publishChanges(services)
    if (published) report?.(published)
    return published
  }
}
