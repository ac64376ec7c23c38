/**
 * The identity of everything that is syndicated: a name-based UUID (RFC 9562 §5.5) from the timeline's own namespace and the id.
 * Never from a title, a host or a URL, so that nothing reappears as new when those change.
 */
import { v5 } from 'uuid'
import type { CivilDate } from '../domain/civil-date.ts'
import type { Language } from '../domain/text.ts'

const urn = (namespace: string, name: string): string => `urn:uuid:${v5(name, namespace)}`

export const eventIdentity = (namespace: string, id: string): string => urn(namespace, `event:${id}`)

/** An event is highlighted anew each year, as another item. */
export const highlightIdentity = (namespace: string, id: string, date: CivilDate): string =>
  urn(namespace, `highlight:${date}:${id}`)

export const announcementIdentity = (namespace: string, date: CivilDate): string =>
  urn(namespace, `announcement:${date}`)

/** A feed in another language is another feed, but its items are the same items. */
export const feedIdentity = (namespace: string, feed: string, language: Language): string =>
  urn(namespace, `feed:${feed}:${language}`)

/** A feed or calendar narrowed by a filter is one of its own: its name is in the namespace of the whole one. */
export const variantUid = (uid: string, filter: string): string => v5(filter, uid)

export const variantIdentity = (identity: string, filter: string): string =>
  `urn:uuid:${variantUid(identity.replace('urn:uuid:', ''), filter)}`

/** In calendars a UUID stands as it is (RFC 7986 §5.3). An event is another entry in each calendar, so that one may subscribe to both. */
export const entryUid = (namespace: string, calendar: string, id: string): string =>
  v5(`entry:${calendar}:${id}`, namespace)

/** As with feeds, a calendar in another language is another calendar of the same entries. */
export const calendarUid = (namespace: string, calendar: string, language: Language): string =>
  v5(`calendar:${calendar}:${language}`, namespace)
