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
