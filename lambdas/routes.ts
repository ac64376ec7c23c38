/**
 * Every route and every job as data: what answers it, who may call it, how long it is kept, and what it does to which table.
 * Both hosts and the pipeline route by it, the OpenAPI document is written from it, the stack grants by it, and the tests hold all three to it.
 */
import type { FeedName } from './feeds/frame.ts'
import type { CacheClass } from './http/cache-control.ts'
import type { ParameterName } from './http/parameters.ts'
import type { RepresentationName } from './http/representations.ts'
import type { EventsIndex, TableName } from './store/tables.ts'

type Action = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'BatchWriteItem'

/** A DynamoDB action on a table, or a query of one of its indexes. */
export type Access = `${TableName}:${Action}` | `events/${EventsIndex}:Query`

export interface Route {
  method: 'GET' | 'PUT' | 'DELETE'
  /** OpenAPI path template. */
  path: string
  /** Name of the handler, and of its file in `handlers/`. */
  operation: string
  function: string
  /** `iam`: the host lets through only what is signed (SigV4), or on a laptop what carries its token. */
  auth: 'none' | 'iam'
  cache: CacheClass
  /** What the answer depends on besides the address: it goes into the ETag, so that a 304 needs nothing else. */
  dependsOn: readonly ('version' | 'today')[]
  representation: RepresentationName
  /** Whether its entity tag begins with the revision of what is shown, which is known once that is read. */
  revisioned?: true
  /** The feed it serves, if it serves one. */
  feed?: FeedName
  parameters: readonly ParameterName[]
  access: readonly Access[]
}

const api = { method: 'GET', function: 'api', auth: 'none', representation: 'json' } as const
/** What narrows a list of events. */
const FILTERS = ['from', 'to', 'category', 'tag', 'actor', 'place', 'status', 'minSignificance'] as const

/** Reading the head – settings and version – is what every answer but the fixed ones starts with. */
const HEAD = 'events:GetItem'

const feeds = {
  method: 'GET',
  function: 'feeds',
  auth: 'none',
  cache: 'feed',
  parameters: ['lang', 'category', 'tag', 'minSignificance'],
} as const

/** Whether the values of a filter exist, and what exists instead. */
const FILTER = ['events:BatchGetItem', 'events:Query'] as const

/** One event with its revision, facets, counts and the version, in one transaction. */
const WRITING = ['events:PutItem', 'events:UpdateItem', 'events:DeleteItem'] as const

const editing = {
  path: '/v1/events/{id}',
  function: 'editor',
  auth: 'iam',
  cache: 'none',
  dependsOn: ['version'],
  representation: 'json',
} as const

const anniversariesFeed = {
  ...feeds,
  operation: 'getAnniversariesFeed',
  feed: 'anniversaries',
  dependsOn: ['version', 'today'],
  access: [HEAD, ...FILTER, 'highlights:Query'],
} as const

const updatesFeed = {
  ...feeds,
  operation: 'getUpdatesFeed',
  feed: 'updates',
  dependsOn: ['version'],
  access: [HEAD, ...FILTER, 'events/byChange:Query'],
} as const

const timelineFeed = {
  ...feeds,
  operation: 'getTimelineFeed',
  feed: 'timeline',
  dependsOn: ['version'],
  parameters: [...feeds.parameters, 'cursor'],
  access: [HEAD, ...FILTER, 'events/byTime:Query'],
} as const

const calendars = { ...feeds, representation: 'icalendar', dependsOn: ['version'], access: [HEAD, ...FILTER] } as const

const pages = {
  method: 'GET',
  function: 'pages',
  auth: 'none',
  representation: 'html',
  cache: 'page',
  dependsOn: ['version'],
} as const

/** A page at its address in the default language, and the same under each other one: `/years/{year}` and `/{language}/years/{year}`. */
const inEachLanguage = <const Page extends Route>(page: Page) =>
  [
    page,
    {
      ...page,
      path: `/{language}${page.path === '/' ? '' : page.path}`,
      parameters: ['language', ...page.parameters],
    },
  ] as const

const asset = {
  method: 'GET',
  function: 'pages',
  operation: 'getAsset',
  auth: 'none',
  cache: 'immutable',
  dependsOn: [],
  parameters: [],
  access: [],
} as const

const sitemaps = { ...pages, representation: 'sitemap' } as const

/** What depends on nothing but the code. */
const fixed = { ...pages, dependsOn: [], parameters: [], access: [] } as const

export const ROUTES = [
  {
    ...api,
    path: '/v1/timeline',
    operation: 'getTimeline',
    cache: 'page',
    dependsOn: ['version', 'today'],
    parameters: ['lang'],
    access: [HEAD, 'events:Query'],
  },
  {
    ...api,
    path: '/v1/events',
    operation: 'listEvents',
    cache: 'page',
    dependsOn: ['version'],
    parameters: [...FILTERS, 'q', 'sort', 'order', 'limit', 'cursor', 'lang', 'format', 'fields'],
    // By change all events are read, for the search in memory.
    access: [HEAD, 'events:Query', 'events/byTime:Query', 'events/byChange:Query', 'events:BatchGetItem'],
  },
  {
    ...api,
    path: '/v1/events/{id}',
    operation: 'getEvent',
    cache: 'page',
    revisioned: true,
    dependsOn: ['version'],
    parameters: ['id', 'lang'],
    // With those before and after it, and those it is related to.
    access: [HEAD, 'events:Query', 'events/byTime:Query', 'events:BatchGetItem'],
  },
  {
    ...editing,
    method: 'PUT',
    operation: 'putEvent',
    parameters: ['id', 'lang'],
    // The vocabularies, and whether related events exist.
    access: [HEAD, 'events:Query', 'events:BatchGetItem', ...WRITING],
  },
  {
    ...editing,
    method: 'DELETE',
    operation: 'deleteEvent',
    parameters: ['id'],
    access: [HEAD, ...WRITING],
  },
  {
    ...api,
    path: '/v1/events/{id}/revisions',
    operation: 'listRevisions',
    cache: 'page',
    dependsOn: ['version'],
    parameters: ['id', 'order', 'limit', 'cursor'],
    access: [HEAD, 'events:Query'],
  },
  {
    ...api,
    path: '/v1/facets/{dimension}',
    operation: 'listFacets',
    cache: 'page',
    dependsOn: ['version'],
    parameters: ['dimension', ...FILTERS, 'limit', 'cursor', 'lang'],
    access: [HEAD, 'events:Query', 'events:BatchGetItem'],
  },
  {
    ...api,
    path: '/v1/changes',
    operation: 'listChanges',
    cache: 'page',
    dependsOn: ['version'],
    parameters: ['since', 'limit', 'cursor', 'lang'],
    access: [HEAD, 'events/byChange:Query'],
  },
  {
    ...api,
    path: '/v1/on-this-day',
    operation: 'getOnThisDay',
    cache: 'today',
    dependsOn: ['version', 'today'],
    parameters: ['tz', 'order', 'limit', 'cursor', 'lang'],
    access: [HEAD, 'events/byDay:Query'],
  },
  {
    ...api,
    path: '/v1/on-this-day/{monthDay}',
    operation: 'getOnThisDay',
    cache: 'page',
    dependsOn: ['version'],
    parameters: ['monthDay', 'order', 'limit', 'cursor', 'lang'],
    access: [HEAD, 'events/byDay:Query'],
  },
  {
    ...api,
    path: '/v1/anniversaries',
    operation: 'listAnniversaries',
    cache: 'today',
    dependsOn: ['version', 'today'],
    parameters: ['startDay', 'days', 'limit', 'cursor', 'lang'],
    access: [HEAD, 'events:Query', 'events:BatchGetItem'],
  },
  {
    ...api,
    path: '/v1/highlights',
    operation: 'listHighlights',
    cache: 'today',
    dependsOn: ['version', 'today'],
    parameters: ['fromDay', 'toDay', 'limit', 'cursor', 'lang'],
    access: [HEAD, 'highlights:Query', 'events:BatchGetItem'],
  },
  {
    ...api,
    path: '/v1/series',
    operation: 'listSeries',
    cache: 'page',
    dependsOn: ['version'],
    parameters: ['lang'],
    access: [HEAD, 'events:Query'],
  },
  {
    ...api,
    path: '/v1/series/{id}',
    operation: 'getSeries',
    cache: 'page',
    dependsOn: ['version'],
    parameters: ['id', 'lang'],
    access: [HEAD],
  },
  { ...anniversariesFeed, path: '/feeds/anniversaries.rss', representation: 'rss' },
  { ...anniversariesFeed, path: '/feeds/anniversaries.atom', representation: 'atom' },
  { ...anniversariesFeed, path: '/feeds/anniversaries.json', representation: 'jsonFeed' },
  { ...updatesFeed, path: '/feeds/updates.rss', representation: 'rss' },
  { ...updatesFeed, path: '/feeds/updates.atom', representation: 'atom' },
  { ...updatesFeed, path: '/feeds/updates.json', representation: 'jsonFeed' },
  { ...timelineFeed, path: '/feeds/timeline.rss', representation: 'rss' },
  { ...timelineFeed, path: '/feeds/timeline.atom', representation: 'atom' },
  { ...timelineFeed, path: '/feeds/timeline.json', representation: 'jsonFeed' },
  { ...calendars, path: '/feeds/anniversaries.ics', operation: 'getAnniversariesCalendar', feed: 'anniversaries' },
  { ...calendars, path: '/feeds/timeline.ics', operation: 'getTimelineCalendar', feed: 'timeline' },
  {
    ...feeds,
    path: '/feeds.opml',
    operation: 'getSubscriptions',
    representation: 'opml',
    dependsOn: ['version'],
    parameters: [],
    access: [HEAD, 'events:Query'],
  },
  {
    ...api,
    path: '/openapi.json',
    operation: 'getOpenApi',
    representation: 'openApi',
    cache: 'page',
    dependsOn: [],
    parameters: [],
    access: [],
  },
  {
    ...api,
    path: '/health',
    operation: 'getHealth',
    cache: 'none',
    dependsOn: [],
    parameters: [],
    access: [],
  },
  ...inEachLanguage({
    ...pages,
    path: '/',
    operation: 'getHomePage',
    cache: 'today',
    dependsOn: ['version', 'today'],
    parameters: [],
    access: [HEAD, 'events:Query', 'events:BatchGetItem', 'highlights:Query'],
  }),
  ...inEachLanguage({
    ...pages,
    path: '/years/{year}',
    operation: 'getYearPage',
    parameters: ['year', 'cursor', 'before'],
    access: [HEAD, 'events:Query', 'events/byTime:Query'],
  }),
  ...inEachLanguage({
    ...pages,
    path: '/events/{id}',
    operation: 'getEventPage',
    parameters: ['namedEvent'],
    // With those before and after it, those it is related to, its revisions; and where there is none, what was perhaps meant.
    access: [HEAD, 'events:Query', 'events/byTime:Query', 'events/byChange:Query', 'events:BatchGetItem'],
  }),
  ...inEachLanguage({
    ...pages,
    path: '/on/{monthDay}',
    operation: 'getDayPage',
    parameters: ['namedDay', 'cursor', 'before'],
    access: [HEAD, 'events:Query', 'events/byDay:Query'],
  }),
  ...inEachLanguage({
    ...pages,
    path: '/tags/{tag}',
    operation: 'getTagPage',
    parameters: ['namedTag', 'cursor', 'before'],
    access: [HEAD, 'events:Query', 'events:BatchGetItem'],
  }),
  ...inEachLanguage({
    ...pages,
    path: '/categories/{category}',
    operation: 'getCategoryPage',
    parameters: ['namedCategory', 'cursor', 'before'],
    access: [HEAD, 'events:Query', 'events:BatchGetItem'],
  }),
  ...inEachLanguage({
    ...pages,
    path: '/search',
    operation: 'getSearchPage',
    parameters: ['words', 'cursor'],
    // By change all events are read, for the search in memory.
    access: [HEAD, 'events:Query', 'events/byChange:Query', 'events:BatchGetItem'],
  }),
  ...inEachLanguage({
    ...pages,
    path: '/statistics',
    operation: 'getStatisticsPage',
    parameters: [],
    access: [HEAD, 'events:Query'],
  }),
  ...inEachLanguage({
    ...pages,
    path: '/subscribe',
    operation: 'getSubscribePage',
    parameters: ['category', 'tag', 'minSignificance'],
    access: [HEAD, ...FILTER],
  }),
  ...inEachLanguage({
    ...pages,
    path: '/about',
    operation: 'getAboutPage',
    parameters: [],
    access: [HEAD, 'events:Query'],
  }),
  ...inEachLanguage({ ...pages, path: '/docs', operation: 'getReferencePage', parameters: [], access: [HEAD] }),
  ...inEachLanguage({
    ...pages,
    path: '/cards/{id}.svg',
    operation: 'getCard',
    representation: 'svg',
    parameters: ['id'],
    access: [HEAD],
  }),
  {
    ...sitemaps,
    path: '/sitemap.xml',
    operation: 'getSitemap',
    parameters: [],
    access: [HEAD, 'events:Query'],
  },
  {
    ...sitemaps,
    path: '/sitemap-pages.xml',
    operation: 'getPagesSitemap',
    parameters: [],
    access: [HEAD, 'events:Query'],
  },
  {
    ...sitemaps,
    path: '/sitemaps/{year}.xml',
    operation: 'getYearSitemap',
    parameters: ['year'],
    access: [HEAD, 'events:Query', 'events/byTime:Query'],
  },
  { ...fixed, path: '/robots.txt', operation: 'getRobots', representation: 'text' },
  { ...fixed, path: '/favicon.svg', operation: 'getFavicon', representation: 'svg' },
  { ...asset, path: '/assets/{digest}/style.css', representation: 'css' },
  { ...asset, path: '/assets/{digest}/enhance.js', representation: 'javascript' },
] as const satisfies readonly Route[]

export type RouteOf<Operation> = Extract<(typeof ROUTES)[number], { operation: Operation }>
export type Operation = (typeof ROUTES)[number]['operation']
export type HttpFunction = (typeof ROUTES)[number]['function']

/** The operations that a function answers. */
export type OperationsOf<F extends HttpFunction> = Extract<(typeof ROUTES)[number], { function: F }>['operation']

/** The function that answers what no route of another matches: its pages, and with a 404, through the same pipeline, what is nowhere. */
export const FALLBACK_FUNCTION: HttpFunction = 'pages'

const firstSegment = (path: string): string => path.split('/', 2)[1]!

const SEGMENTS_FOR_PROGRAMS = new Set(
  ROUTES.filter((route: Route) => route.function !== FALLBACK_FUNCTION).map(({ path }) => firstSegment(path)),
)

/** Whether programs ask there, whatever they accept: where all but the pages are, also for what is not there. */
export const isForPrograms = (path: string): boolean => SEGMENTS_FOR_PROGRAMS.has(firstSegment(path))

/** Those that serve a feed or a calendar. */
export const feedRoutes = ROUTES.flatMap((route: Route) =>
  route.feed === undefined ? [] : { ...route, feed: route.feed },
)

export interface Match {
  route: Route
  /** Path parameters by name, as written. */
  path: Record<string, string>
}

/** What a parameter of a path looks like. A language as `data/timeline.yaml` may name it: else `/v1/events/x` were an event in the language `v1`. */
const shapeOf = (name: string): string =>
  name === 'language' ? '[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?' : '[^/]+'

const patterns = ROUTES.map((route: Route) => {
  const path = route.path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, (_, name) => `(?<${name}>${shapeOf(name)})`)
  return { route, pattern: new RegExp(`^${path}$`) }
})

/** Every route at `path`, one per method. A trailing slash is another path. */
export function matchPath(path: string): Match[] {
  return patterns.flatMap(({ route, pattern }) => {
    const match = pattern.exec(path)
    return match ? [{ route, path: { ...match.groups } }] : []
  })
}

/** What runs without a request. */
export const JOBS = {
  /** Marks the day's anniversaries and announces them, five minutes into the day of the timeline's zone. */
  anniversaries: {
    schedule: { minute: 5, hour: 0 },
    access: [
      HEAD,
      'events:Query',
      'events:BatchGetItem',
      // How many of a busy day have not come round yet.
      'events/byDay:Query',
      // The version moves with every change of what is public, so that one read decides a 304.
      'events:UpdateItem',
      'highlights:GetItem',
      'highlights:Query',
      'highlights:BatchWriteItem',
      'highlights:UpdateItem',
    ],
  },
  /** Loads the data folder. */
  loader: {
    schedule: undefined,
    access: [HEAD, 'events/byChange:Query', 'events:Query', 'events:BatchWriteItem', 'events:UpdateItem'],
  },
} as const satisfies Record<
  string,
  { schedule: { minute: number; hour: number } | undefined; access: readonly Access[] }
>

export type Job = keyof typeof JOBS
export type FunctionName = HttpFunction | Job
