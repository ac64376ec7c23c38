/**
 * Ids of feeds and of the items in feeds and calendars: name-based UUIDs (RFC 9562 §5.5) in the timeline's namespace. They do not depend on
 * titles, hosts or URLs, so a change of these never makes old items look new. Readers know an item by its id alone, so ids differ where items
 * differ: in language, and in kind of feed. A filter does not change an item (docs/decisions/0042).
 */
import { v5 } from 'uuid'
import type { CivilDate } from '../domain/civil-date.ts'
import type { Language } from '../domain/text.ts'

/** The language of the items, and the timeline that they belong to. */
export interface Scope {
  language: Language
  timeline: { namespace: string }
}

const uidOf = ({ timeline, language }: Scope, ...names: string[]): string =>
  v5([...names, language].join(':'), timeline.namespace)

const urn = (uid: string): string => `urn:uuid:${uid}`

/** An event in the timeline feed. */
export const eventIdentity = (scope: Scope, id: string): string => urn(uidOf(scope, 'event', id))

/** An event in the updates feed. A correction changes the item and makes no new one. */
export const updateIdentity = (scope: Scope, id: string): string => urn(uidOf(scope, 'update', id))

/** Each yearly highlight of an event is a separate item. */
export const highlightIdentity = (scope: Scope, id: string, date: CivilDate): string =>
  urn(uidOf(scope, 'highlight', date, id))

export const feedIdentity = (scope: Scope, feed: string): string => urn(uidOf(scope, 'feed', feed))

/** The id of a filtered feed: a UUID in the namespace of the unfiltered one's. */
export const variantIdentity = (identity: string, filter: string): string =>
  urn(v5(filter, identity.replace('urn:uuid:', '')))

/** An entry of a calendar: a bare UUID (RFC 7986 §5.3). */
export const entryUid = (scope: Scope, calendar: string, id: string): string => uidOf(scope, 'entry', calendar, id)

/** The announcement of a day, which is in every language. */
export const announcementIdentity = (namespace: string, date: CivilDate): string =>
  urn(v5(`announcement:${date}`, namespace))

/** The message to webhooks about a version. */
export const publicationIdentity = (namespace: string, version: string): string =>
  urn(v5(`publication:${version}`, namespace))
