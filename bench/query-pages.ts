/** The kinds of pages that `bench/queries.ts` compares between timelines. Their requests find many events in timelines of 10,000 or more. */

export interface Page {
  what: string
  /** Several requests of this kind, so that the events on a single page do not decide its cost. */
  generated: readonly string[]
  /** The equivalent requests in the chronology. */
  chronology: readonly string[]
  /** Whether its cost must stay flat from 10,000 to a million events, and from the first pages to deep ones. */
  held?: true
  /** Whether deep pages are measured too. */
  deep?: true
}

/** The current day of the bench: it has many anniversaries in every timeline. */
export const TODAY = '2026-07-14'

const range = (count: number, from = 0, step = 1): number[] =>
  Array.from({ length: count }, (_, index) => from + index * step)

const ORDERS = ['asc', 'desc']

/** The generator's busy days, except the least busy of them. */
const BUSY_DAYS = ['01-01', '07-14', '10-03', '03-01']

/** Filters whose rarest value has at least 1,000 events, so that the design bounds what a page examines, not the timeline. */
const TOGETHER = range(2, 1).flatMap(place =>
  [
    [1, 1],
    [2, 1],
    [1, 2],
  ].flatMap(([tag, category]) =>
    ORDERS.map(order => `tag=tag-${tag}&category=category-${category}&place=place-${place}&order=${order}`),
  ),
)

const feed = (path: string): Page => ({ what: path, generated: [path], chronology: [path] })

export const PAGES: readonly Page[] = [
  {
    what: 'all events',
    generated: ORDERS.map(order => `/v1/events?order=${order}`),
    chronology: ORDERS.map(order => `/v1/events?order=${order}`),
    deep: true,
  },
  {
    what: 'a year',
    generated: range(20, 2004).map(year => `/v1/events?from=${year}&to=${year}`),
    chronology: range(10, 2004).map(year => `/v1/events?from=${year}&to=${year}`),
    held: true,
    deep: true,
  },
  {
    what: 'ten years',
    generated: range(10, 1925, 10).map(year => `/v1/events?from=${year}&to=${year + 9}`),
    chronology: range(10, 1997, 2).map(year => `/v1/events?from=${year}&to=${year + 9}`),
    held: true,
    deep: true,
  },
  {
    what: 'the page of a year',
    generated: range(20, 2004).map(year => `/years/${year}`),
    chronology: range(10, 2004).map(year => `/years/${year}`),
  },
  {
    what: 'a year with what lasts into it, significance 4 and above',
    generated: range(20, 2004).map(year => `/v1/events?from=${year}&to=${year}&minSignificance=4`),
    chronology: range(10, 2004).map(year => `/v1/events?from=${year}&to=${year}&minSignificance=4`),
  },
  {
    what: 'the picture of everything',
    generated: ['/timeline'],
    chronology: ['/timeline'],
    held: true,
  },
  {
    what: 'the picture of ten years',
    generated: range(10, 1925, 10).map(year => `/timeline?from=${year}&to=${year + 9}`),
    chronology: range(10, 1997, 2).map(year => `/timeline?from=${year}&to=${year + 9}`),
  },
  {
    what: 'the picture of a tag',
    generated: range(10, 1).map(tag => `/timeline?tag=tag-${tag}`),
    chronology: ['un', 'china', 'non-refoulement', 'ngo'].map(tag => `/timeline?tag=${tag}`),
    held: true,
  },
  {
    what: 'the picture of an actor, a place, or a category and a status',
    generated: range(3, 1).flatMap(n =>
      [`actor=actor-${n}`, `place=place-${n}`, `category=category-${n}&status=reported`].map(
        each => `/timeline?${each}`,
      ),
    ),
    chronology: ['place=seoul', 'category=law&status=reported'].map(each => `/timeline?${each}`),
  },
  {
    what: 'the picture of a tag in ten years',
    generated: range(10, 1).map(tag => `/timeline?tag=tag-${tag}&from=2014&to=2023`),
    chronology: ['un', 'china'].map(tag => `/timeline?tag=${tag}&from=2010&to=2019`),
  },
  {
    what: 'a tag',
    generated: range(10, 1).flatMap(tag => ORDERS.map(order => `/v1/events?tag=tag-${tag}&order=${order}`)),
    chronology: ['un', 'china', 'non-refoulement', 'ngo'].map(tag => `/v1/events?tag=${tag}`),
    held: true,
    deep: true,
  },
  {
    what: 'a tag, a category and a place',
    generated: TOGETHER.map(filters => `/v1/events?${filters}`),
    chronology: ['/v1/events?tag=settlement-act&category=law&place=seoul'],
    held: true,
    deep: true,
  },
  {
    what: 'a tag in ten years, significance 3 and above',
    generated: range(10, 1).map(tag => `/v1/events?tag=tag-${tag}&from=2014&to=2023&minSignificance=3`),
    chronology: ['/v1/events?tag=un&from=2010&to=2019&minSignificance=3'],
  },
  {
    what: 'on this day, a busy one',
    generated: BUSY_DAYS.flatMap(day => ORDERS.map(order => `/v1/on-this-day/${day}?order=${order}`)),
    chronology: ['/v1/on-this-day/07-14'],
    held: true,
    deep: true,
  },
  {
    what: 'on this day, an ordinary one, 10 events',
    generated: range(12, 1).map(month => `/v1/on-this-day/${String(month).padStart(2, '0')}-20?limit=10`),
    chronology: ['/v1/on-this-day/07-28?limit=10'],
    held: true,
  },
  {
    what: 'changes',
    generated: range(10).map(hour => `/v1/changes?since=2024-01-01T0${hour}:00:00Z`),
    chronology: ['/v1/changes'],
    held: true,
    deep: true,
  },
  {
    what: 'an event, with those around it',
    generated: range(20, 250, 480).map(number => `/v1/events/generated-event-${number}`),
    chronology: ['/v1/events/first-defectors-day-2024'],
    held: true,
  },
  {
    what: 'its revisions',
    generated: range(20, 250, 480).map(number => `/v1/events/generated-event-${number}/revisions`),
    chronology: ['/v1/events/first-defectors-day-2024/revisions'],
  },
  {
    what: 'anniversaries of a busy day',
    generated: BUSY_DAYS.map(day => `/v1/anniversaries?from=2026-${day}&days=1`),
    chronology: [`/v1/anniversaries?from=${TODAY}&days=1`],
    deep: true,
  },
  {
    what: 'anniversaries of a year to come',
    generated: ['/v1/anniversaries?from=2026-05-20&days=366', '/v1/anniversaries?from=2026-11-20&days=366'],
    chronology: ['/v1/anniversaries?from=2026-05-20&days=366'],
    deep: true,
  },
  {
    what: 'highlights',
    generated: ['/v1/highlights'],
    chronology: ['/v1/highlights'],
  },
  {
    what: 'facets',
    generated: ['category', 'tag', 'actor', 'place'].map(dimension => `/v1/facets/${dimension}`),
    chronology: ['category', 'tag', 'actor', 'place'].map(dimension => `/v1/facets/${dimension}`),
  },
  {
    what: 'facets of a tag in ten years',
    generated: range(10, 1).map(tag => `/v1/facets/place?tag=tag-${tag}&from=2014&to=2023`),
    chronology: ['/v1/facets/place?tag=un&from=2010&to=2019'],
  },
  { what: 'the timeline', generated: ['/v1/timeline'], chronology: ['/v1/timeline'] },
  ...[
    '/feeds/anniversaries.rss',
    '/feeds/anniversaries.atom',
    '/feeds/anniversaries.json',
    '/feeds/updates.rss',
    '/feeds/updates.atom',
    '/feeds/updates.json',
    '/feeds/timeline.rss',
    '/feeds/timeline.atom',
    '/feeds/timeline.json',
    '/feeds/anniversaries.ics',
    '/feeds/timeline.ics',
    '/feeds.opml',
  ].map(feed),
]
