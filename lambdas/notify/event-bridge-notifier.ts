/** Sends announcements as events to an EventBridge bus. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { type ClientOptions, SINGLE_SHORT_ATTEMPT } from './client-config.ts'
import type { Notifier } from './notifier.ts'

/** Event rules match these values. */
const SOURCE = 'annals'
const DETAIL_TYPE = 'Anniversaries announced'

/** Sends the announcement as the event detail. Throws if the bus rejects the event or does not respond. */
export function eventBridgeNotifier(busName: string, options: ClientOptions = {}): Notifier {
  const client = new EventBridgeClient({ ...options, ...SINGLE_SHORT_ATTEMPT })
  return {
    async notify(announcement) {
      const { FailedEntryCount, Entries } = await client.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: busName,
              Source: SOURCE,
              DetailType: DETAIL_TYPE,
              Detail: JSON.stringify(announcement),
            },
          ],
        }),
      )
      if (FailedEntryCount === 0) return
      const { ErrorCode, ErrorMessage } = Entries?.[0] ?? {}
      throw new Error(`EventBridge rejected the announcement of ${announcement.date}: ${ErrorCode} ${ErrorMessage}`)
    },
  }
}
