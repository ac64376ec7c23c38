/**
 * Ids of feeds, calendars and their entries: name-based UUIDs (RFC 9562 §5.5) in the timeline's namespace. They do not depend on titles,
 * hosts or URLs, so a change of these never makes old items look new.
 */
import { v5 } from 'uuid'
import type { CivilDate } from '../domain/civil-date.ts'
import type { Language } from '../domain/text.ts'

const urn = (namespace: string, name: string): string => `urn:uuid:${v5(name, namespace)}`

export const eventIdentity = (namespace: string, id: string): string => urn(namespace, `event:${id}`)

/** Each yearly highlight of an event is a separate item. */
export const highlightIdentity = (namespace: string, id: string, date: CivilDate): string =>
  urn(namespace, `highlight:${date}:${id}`)

export const announcementIdentity = (namespace: string, date: CivilDate): string =>
  urn(namespace, `announcement:${date}`)

/** Each language has its own feed id, but item ids are the same in all languages. */
export const feedIdentity = (namespace: string, feed: string, language: Language): string =>
  urn(namespace, `feed:${feed}:${language}`)

/** The id of a filtered feed or calendar: a UUID whose namespace is the id of the unfiltered one. */
export const variantUid = (uid: string, filter: string): string => v5(filter, uid)

export const variantIdentity = (identity: string, filter: string): string =>
  `urn:uuid:${variantUid(identity.replace('urn:uuid:', ''), filter)}`

/** Calendars use bare UUIDs (RFC 7986 §5.3). Each calendar has its own entry ids, so a user can subscribe to both. */
export const entryUid = (namespace: string, calendar: string, id: string): string =>
  v5(`entry:${calendar}:${id}`, namespace)

/** Each language has its own calendar id, but entry ids are the same in all languages. */
export const calendarUid = (namespace: string, calendar: string, language: Language): string =>
  v5(`calendar:${calendar}:${language}`, namespace)
