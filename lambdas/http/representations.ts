/** The representations of responses as data: their media types, and the `Accept` fields that select them. */

export interface Representation {
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

/** Text in UTF-8. @param others broader types that clients ask for */
const text = (type: string, ...others: string[]) => ({
  contentType: `${type}; charset=utf-8`,
  mediaTypes: [type, ...others] as const,
})

/** A page loads everything from its own origin, and has no inline scripts or styles: https://www.w3.org/TR/CSP3/ */
const page = (frameAncestors: string) => ({
  ...text('text/html', 'application/xhtml+xml'),
  headers: {
    'content-security-policy': `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ${frameAncestors}`,
    'referrer-policy': 'strict-origin-when-cross-origin',
  },
})

export const REPRESENTATIONS = {
  json: text('application/json'),
  /** https://github.com/ndjson/ndjson-spec; not registered with IANA */
  ndjson: { ...text('application/x-ndjson', 'application/json'), description: 'one event per line' },
  /** RFC 4180 */
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present',
    mediaTypes: ['text/csv'],
    description: 'one event per row',
  },
  /** https://timeline.knightlab.com/docs/json-format.html */
  timelinejs: text('application/json'),
  /** RFC 7946 §12 */
  geojson: text('application/geo+json', 'application/json'),
  /** https://spec.openapis.org/oas/v3.1.1.html; its own media type is not registered with IANA yet. */
  openApi: text('application/json'),
  /** JSON, or XML if `format` says so: https://oembed.com/#section2.3 */
  oembed: text('application/json', 'text/xml'),
  /** RSS 2.0; see https://validator.w3.org/feed/docs/warning/UnexpectedContentType.html */
  rss: {
    ...text('application/rss+xml', 'application/xml', 'text/xml'),
    feed: { name: 'RSS', extension: 'rss' },
    description: 'RSS 2.0',
  },
  /** RFC 4287 §7 */
  atom: {
    ...text('application/atom+xml', 'application/xml', 'text/xml'),
    feed: { name: 'Atom', extension: 'atom' },
    description: 'Atom 1.0 (RFC 4287)',
  },
  /** RFC 5545 §8.1 */
  icalendar: { ...text('text/calendar'), description: 'iCalendar (RFC 5545)' },
  /** OPML 2.0 (https://opml.org/spec2.opml); its media type is customary, and not registered. */
  opml: { ...text('text/x-opml', 'application/xml', 'text/xml'), description: 'OPML 2.0' },
  /** JSON Feed 1.1; https://www.jsonfeed.org/version/1.1/ */
  jsonFeed: {
    ...text('application/feed+json', 'application/json'),
    feed: { name: 'JSON Feed', extension: 'json' },
  },
  html: page("'none'"),
  /** For frames in pages of any origin. */
  embed: page('*'),
  /** Not registered with IANA; the types that DOI resolvers use. */
  bibTex: { ...text('application/x-bibtex', 'text/x-bibtex'), description: 'BibTeX' },
  ris: { ...text('application/x-research-info-systems'), description: 'RIS' },
  /** https://www.iana.org/assignments/media-types/application/vnd.citationstyles.csl+json */
  cslJson: text('application/vnd.citationstyles.csl+json', 'application/json'),
  css: text('text/css'),
  /** RFC 9239 */
  javascript: text('text/javascript'),
  /** A picture loads nothing, even if it is opened by itself. */
  svg: {
    ...text('image/svg+xml'),
    headers: { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" },
  },
  png: { contentType: 'image/png', mediaTypes: ['image/png'] },
  icon: {
    contentType: 'image/vnd.microsoft.icon',
    mediaTypes: ['image/vnd.microsoft.icon', 'image/x-icon', 'image/*'],
  },
  /** https://github.com/dewitt/opensearch */
  openSearch: text('application/opensearchdescription+xml', 'application/xml', 'text/xml'),
  /** https://www.sitemaps.org/protocol.html */
  sitemap: text('application/xml', 'text/xml'),
  text: text('text/plain'),
} as const satisfies Record<string, Representation>

/** The formats of the files of events, by the names of their representations. */
export const FILE_FORMATS = ['csv', 'ndjson', 'timelinejs', 'geojson'] as const satisfies readonly RepresentationName[]
export type FileFormat = (typeof FILE_FORMATS)[number]

export type RepresentationName = keyof typeof REPRESENTATIONS

export type FeedFormat = {
  [Name in RepresentationName]: (typeof REPRESENTATIONS)[Name] extends { feed: object } ? Name : never
}[RepresentationName]

export const FEED_FORMATS = (Object.keys(REPRESENTATIONS) as RepresentationName[]).filter(
  (name): name is FeedFormat => 'feed' in REPRESENTATIONS[name],
)

/** RFC 9457 */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'
