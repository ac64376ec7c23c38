/** The representations of responses as data: what is sent, and which `Accept` fields get it. */

export interface Representation {
  /** `Content-Type` of the response. */
  contentType: string
  /** Media types that a client may ask for: readers often ask for the broader type. */
  mediaTypes: readonly string[]
  /** For the reference, if the response is text and not JSON. */
  description?: string
  /** Present if every feed has this format. */
  feed?: { name: string; extension: string }
  /** Other headers that go with it. */
  headers?: Record<string, string>
}

/** A page loads everything from its own origin, and has no inline scripts or styles: https://www.w3.org/TR/CSP3/ */
const contentSecurityPolicy = (frameAncestors: string) =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ')

export const REPRESENTATIONS = {
  json: { contentType: 'application/json; charset=utf-8', mediaTypes: ['application/json'] },
  /** https://github.com/ndjson/ndjson-spec; not registered with IANA */
  ndjson: {
    description: 'one event per line',
    contentType: 'application/x-ndjson; charset=utf-8',
    mediaTypes: ['application/x-ndjson', 'application/json'],
  },
  /** RFC 4180 */
  csv: {
    description: 'one event per row',
    contentType: 'text/csv; charset=utf-8; header=present',
    mediaTypes: ['text/csv'],
  },
  /** https://timeline.knightlab.com/docs/json-format.html */
  timelinejs: { contentType: 'application/json; charset=utf-8', mediaTypes: ['application/json'] },
  /** RFC 7946 §12 */
  geojson: {
    contentType: 'application/geo+json; charset=utf-8',
    mediaTypes: ['application/geo+json', 'application/json'],
  },
  /** https://spec.openapis.org/oas/v3.1.1.html; its own media type is not registered with IANA yet. */
  openApi: { contentType: 'application/json; charset=utf-8', mediaTypes: ['application/json'] },
  /** RSS 2.0; see https://validator.w3.org/feed/docs/warning/UnexpectedContentType.html */
  rss: {
    feed: { name: 'RSS', extension: 'rss' },
    description: 'RSS 2.0',
    contentType: 'application/rss+xml; charset=utf-8',
    mediaTypes: ['application/rss+xml', 'application/xml', 'text/xml'],
  },
  /** RFC 4287 §7 */
  atom: {
    feed: { name: 'Atom', extension: 'atom' },
    description: 'Atom 1.0 (RFC 4287)',
    contentType: 'application/atom+xml; charset=utf-8',
    mediaTypes: ['application/atom+xml', 'application/xml', 'text/xml'],
  },
  /** RFC 5545 §8.1 */
  icalendar: {
    description: 'iCalendar (RFC 5545)',
    contentType: 'text/calendar; charset=utf-8',
    mediaTypes: ['text/calendar'],
  },
  /** OPML 2.0 (https://opml.org/spec2.opml); its media type is customary, and not registered. */
  opml: {
    description: 'OPML 2.0',
    contentType: 'text/x-opml; charset=utf-8',
    mediaTypes: ['text/x-opml', 'application/xml', 'text/xml'],
  },
  /** JSON Feed 1.1; https://www.jsonfeed.org/version/1.1/ */
  jsonFeed: {
    feed: { name: 'JSON Feed', extension: 'json' },
    contentType: 'application/feed+json; charset=utf-8',
    mediaTypes: ['application/feed+json', 'application/json'],
  },
  html: {
    contentType: 'text/html; charset=utf-8',
    mediaTypes: ['text/html', 'application/xhtml+xml'],
    headers: {
      'content-security-policy': contentSecurityPolicy("'none'"),
      'referrer-policy': 'strict-origin-when-cross-origin',
    },
  },
  /** For frames in pages of any origin. */
  embed: {
    contentType: 'text/html; charset=utf-8',
    mediaTypes: ['text/html', 'application/xhtml+xml'],
    headers: {
      'content-security-policy': contentSecurityPolicy('*'),
      'referrer-policy': 'strict-origin-when-cross-origin',
    },
  },
  css: { contentType: 'text/css; charset=utf-8', mediaTypes: ['text/css'] },
  /** RFC 9239 */
  javascript: { contentType: 'text/javascript; charset=utf-8', mediaTypes: ['text/javascript'] },
  /** A picture loads nothing, even if it is opened by itself. */
  svg: {
    contentType: 'image/svg+xml; charset=utf-8',
    mediaTypes: ['image/svg+xml'],
    headers: { 'content-security-policy': "default-src 'none'" },
  },
  png: { contentType: 'image/png', mediaTypes: ['image/png'] },
  icon: {
    contentType: 'image/vnd.microsoft.icon',
    mediaTypes: ['image/vnd.microsoft.icon', 'image/x-icon', 'image/*'],
  },
  /** https://github.com/dewitt/opensearch */
  openSearch: {
    contentType: 'application/opensearchdescription+xml; charset=utf-8',
    mediaTypes: ['application/opensearchdescription+xml', 'application/xml', 'text/xml'],
  },
  /** https://www.sitemaps.org/protocol.html */
  sitemap: { contentType: 'application/xml; charset=utf-8', mediaTypes: ['application/xml', 'text/xml'] },
  text: { contentType: 'text/plain; charset=utf-8', mediaTypes: ['text/plain'] },
} as const satisfies Record<string, Representation>

/** The formats of the files of events, by the names of their representations. */
export const FILE_FORMATS = ['csv', 'ndjson', 'timelinejs', 'geojson'] as const satisfies readonly RepresentationName[]
export type FileFormat = (typeof FILE_FORMATS)[number]

export type RepresentationName = keyof typeof REPRESENTATIONS

export type FeedFormat = {
  [Name in RepresentationName]: (typeof REPRESENTATIONS)[Name] extends { feed: object } ? Name : never
}[RepresentationName]

/** The formats of every feed. */
export const FEED_FORMATS = (Object.keys(REPRESENTATIONS) as RepresentationName[]).filter(
  (name): name is FeedFormat => 'feed' in REPRESENTATIONS[name],
)

/** RFC 9457 */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'
