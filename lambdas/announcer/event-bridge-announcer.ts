/** Announces as an event on an EventBridge bus, for programs. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { Announcer } from './announcer.ts'
import { type ClientAccess, ONCE_AND_NOT_FOR_LONG } from './publishing.ts'

/** What rules match. */
const SOURCE = 'annals'
const DETAIL_TYPE = 'Anniversaries announced'

/** The detail of the event is the announcement as it is. A bus that does not take the event is an error, as one that does not answer. */
export function eventBridgeAnnouncer(busName: string, access: ClientAccess = {}): Announcer {
  const client = new EventBridgeClient({ ...access, ...ONCE_AND_NOT_FOR_LONG })
  return {
    async announce(announcement) {
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
      throw new Error(`EventBridge did not take the announcement of ${announcement.date}: ${ErrorCode} ${ErrorMessage}`)
    },
  }
}
