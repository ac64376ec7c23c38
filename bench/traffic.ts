/** The assumptions of `docs/cost.md` about readers, Lambda and a month: everything that is neither measured nor a price. */

/** A kind of answer and its sample request. */
export interface Kind {
  what: string
  target: string
  /** Whether the client revalidates with a current entity tag (304). */
  known?: true
  /** Share of the month's requests; the shares add up to 1. Kinds without one are measured but not in the mix. */
  share?: number
}

/** Mostly feed readers, which poll about hourly with an entity tag; calendars, which send none; people on pages; some programs. */
export const KINDS: readonly Kind[] = [
  { what: 'feed, unchanged', target: '/feeds/anniversaries.rss', known: true, share: 0.38 },
  { what: 'feed of anniversaries', target: '/feeds/anniversaries.rss', share: 0.1 },
  { what: 'feed of updates', target: '/feeds/updates.atom', share: 0.05 },
  { what: 'feed of the timeline', target: '/feeds/timeline.json', share: 0.03 },
  { what: 'calendar of the timeline', target: '/feeds/timeline.ics', share: 0.04 },
  { what: 'calendar of anniversaries', target: '/feeds/anniversaries.ics', share: 0.03 },
  { what: 'web page of an event', target: '/events/first-defectors-day-2024', share: 0.07 },
  { what: 'home page', target: '/', share: 0.05 },
  { what: 'web page of a year', target: '/years/2004', share: 0.02 },
  { what: 'web page of a search', target: '/search?q=hanawon', share: 0.01 },
  { what: 'style sheet', target: '/assets/newest/style.css', share: 0.03 },
  { what: 'page of events', target: '/v1/events', share: 0.06 },
  { what: 'filtered page of events', target: '/v1/events?category=law&tag=amendment', share: 0.03 },
  { what: 'largest page of events', target: '/v1/events?limit=100', share: 0.01 },
  { what: 'event', target: '/v1/events/first-defectors-day-2024', share: 0.03 },
  { what: 'on this day', target: '/v1/on-this-day', share: 0.03 },
  { what: 'anniversaries to come', target: '/v1/anniversaries', share: 0.01 },
  { what: 'timeline', target: '/v1/timeline', share: 0.01 },
  { what: 'no such address', target: '/favicon.ico', share: 0.01 },
  { what: 'highlights', target: '/v1/highlights' },
  { what: 'revisions of an event', target: '/v1/events/first-defectors-day-2024/revisions' },
  { what: 'series', target: '/v1/series/arrivals' },
  { what: 'list of feeds', target: '/feeds.opml' },
  { what: 'OpenAPI document', target: '/openapi.json' },
  { what: 'liveness', target: '/health' },
]

/** Requests a month, and the share that CloudFront answers from its cache. */
export const MONTHS: readonly number[] = [0, 10_000, 1_000_000, 100_000_000]
export const HIT_RATIOS: readonly number[] = [0, 0.8, 0.95]

/** The cases shown line by line: with few readers the cache rarely hits, with many nearly always. */
export const LIKELY: readonly { requests: number; hitRatio: number }[] = [
  { requests: 0, hitRatio: 0 },
  { requests: 10_000, hitRatio: 0 },
  { requests: 1_000_000, hitRatio: 0.8 },
  { requests: 100_000_000, hitRatio: 0.95 },
]

/** Converts figures of a laptop to Lambda's. */
export interface Conditions {
  /** The time of one call to DynamoDB; AWS says "single-digit milliseconds". */
  roundTripMilliseconds: number
  /** Processor time on a full Lambda vCPU as a multiple of the measured time. */
  processorFactor: number
  /** Share of requests that cause a cold start. AWS reports less than 1 % over all customers, whose functions are busier. */
  coldShare: number
  coding: 'brotli' | 'plain'
}

export const CONDITIONS: Conditions = {
  roundTripMilliseconds: 5,
  processorFactor: 1.5,
  coldShare: 0.05,
  coding: 'brotli',
}

/** Each assumption replaced by its extremes, one at a time. */
export const VARIATIONS: readonly { what: string; change: Partial<Conditions> }[] = [
  { what: 'as assumed', change: {} },
  { what: 'DynamoDB answers in 2 ms', change: { roundTripMilliseconds: 2 } },
  { what: 'DynamoDB answers in 10 ms', change: { roundTripMilliseconds: 10 } },
  { what: 'a vCPU is twice as fast as the measured one', change: { processorFactor: 0.5 } },
  { what: 'a vCPU takes three times as long', change: { processorFactor: 3 } },
  { what: 'no process is new', change: { coldShare: 0 } },
  { what: 'every request meets a new process', change: { coldShare: 1 } },
  { what: 'nothing is compressed', change: { coding: 'plain' } },
]

/** Lambda's unit of processor time: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const MEBIBYTES_PER_VCPU = 1769

/** Memory sizes to compare, in MiB. */
export const MEMORIES: readonly number[] = [128, 256, 512, 1024, 1769]

export const MONTH = {
  days: 30,
  /** Edits of single events, and deployments with changed data. */
  edits: 20,
  deployments: 4,
  /** Mail subscribers to the daily announcement. */
  subscribers: 1,
}

/** What Lambda logs per invocation besides the function's own lines: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html */
const REQUEST_ID = '00000000-0000-0000-0000-000000000000'
export const LAMBDA_LOG = [
  `{"_aws":{"Timestamp":1783954500000,"CloudWatchMetrics":[{"Namespace":"Annals/Annals","Dimensions":[["answer"]],"Metrics":[{"Name":"Responses","Unit":"Count"}]}]},"Responses":1,"id":"AbCdEfGhIjKlMnO=","requestId":"${REQUEST_ID}","method":"GET","route":"/feeds/anniversaries.rss","path":"/feeds/anniversaries.rss","status":200,"answer":"made"}\n`,
  `{"time":"2026-07-14T00:05:00.000Z","type":"platform.start","record":{"requestId":"${REQUEST_ID}","version":"$LATEST"}}\n`,
  `{"time":"2026-07-14T00:05:00.000Z","type":"platform.report","record":{"requestId":"${REQUEST_ID}","metrics":{"durationMs":12.34,"billedDurationMs":13,"memorySizeMB":1024,"maxMemoryUsedMB":100},"status":"success"}}\n`,
].join('')

/** Headers that CloudFront adds: its own and those of the response headers policy. */
export const EDGE_HEAD = `x-cache: Hit from cloudfront
via: 1.1 0123456789abcdef0123456789abcdef.cloudfront.net (CloudFront)
x-amz-cf-pop: ICN57-P1
x-amz-cf-id: 0123456789abcdef0123456789abcdef0123456789abcdef01234567
age: 123
date: Tue, 14 Jul 2026 00:05:00 GMT
strict-transport-security: max-age=31536000
x-content-type-options: nosniff
referrer-policy: strict-origin-when-cross-origin
x-frame-options: DENY
content-security-policy: default-src 'none'; frame-ancestors 'none'
alt-svc: h3=":443"; ma=86400
`

/** Typical values of the access log's variables. */
export const ACCESS_LOG_VALUES: Record<string, string> = {
  '$context.requestTime': '14/Jul/2026:00:05:00 +0000',
  '$context.requestId': 'AbCdEfGhIjKlMnO=',
  '$context.awsEndpointRequestId': REQUEST_ID,
  '$context.httpMethod': 'GET',
  '$context.path': '/feeds/anniversaries.rss',
  '$context.routeKey': 'ANY /feeds/anniversaries.rss',
  '$context.status': '200',
  '$context.responseLength': '12345',
  '$context.responseLatency': '45',
  '$context.identity.userAgent': 'Amazon CloudFront',
  '$context.identity.userArn': '-',
  '$context.error.message': '-',
  '$context.integrationErrorMessage': '-',
}

/** The largest timeline whose load is estimated, from the measured growth of smaller ones. */
export const MANY_EVENTS = 1_000_000
