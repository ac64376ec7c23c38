/** The media types of answers, as data: what is sent, and what a client may have asked for to get it. */

export interface Representation {
  /** Content-Type of the answer. */
  contentType: string
  /** What of an Accept header it satisfies: readers often ask for the broader type. */
  satisfies: readonly string[]
}

export const REPRESENTATIONS = {
  json: { contentType: 'application/json; charset=utf-8', satisfies: ['application/json'] },
  /** https://github.com/ndjson/ndjson-spec; not registered with IANA */
  ndjson: {
    contentType: 'application/x-ndjson; charset=utf-8',
    satisfies: ['application/x-ndjson', 'application/json'],
  },
  /** RFC 4180 */
  csv: { contentType: 'text/csv; charset=utf-8; header=present', satisfies: ['text/csv'] },
  /** https://timeline.knightlab.com/docs/json-format.html */
  timelinejs: { contentType: 'application/json; charset=utf-8', satisfies: ['application/json'] },
  /** https://spec.openapis.org/oas/v3.1.1.html; its own media type is not registered with IANA yet. */
  openApi: { contentType: 'application/json; charset=utf-8', satisfies: ['application/json'] },
  /** RSS 2.0; see https://validator.w3.org/feed/docs/warning/UnexpectedContentType.html */
  rss: {
    contentType: 'application/rss+xml; charset=utf-8',
    satisfies: ['application/rss+xml', 'application/xml', 'text/xml'],
  },
  /** RFC 4287 §7 */
  atom: {
    contentType: 'application/atom+xml; charset=utf-8',
    satisfies: ['application/atom+xml', 'application/xml', 'text/xml'],
  },
  /** RFC 5545 §8.1 */
  icalendar: { contentType: 'text/calendar; charset=utf-8', satisfies: ['text/calendar'] },
  /** OPML 2.0 (https://opml.org/spec2.opml); its media type is customary, and not registered. */
  opml: { contentType: 'text/x-opml; charset=utf-8', satisfies: ['text/x-opml', 'application/xml', 'text/xml'] },
  /** JSON Feed 1.1; https://www.jsonfeed.org/version/1.1/ */
  jsonFeed: {
    contentType: 'application/feed+json; charset=utf-8',
    satisfies: ['application/feed+json', 'application/json'],
  },
} as const satisfies Record<string, Representation>

/** In which a list of events may be asked for; the name of a format is that of its representation. */
export const LIST_FORMATS = ['json', 'ndjson', 'csv', 'timelinejs'] as const satisfies readonly RepresentationName[]
export type ListFormat = (typeof LIST_FORMATS)[number]

export type RepresentationName = keyof typeof REPRESENTATIONS

/** RFC 9457 */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'
