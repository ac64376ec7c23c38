/** GET /sitemap-pages.xml */
import { isMonthDay } from '../domain/civil-date.ts'
import type { Handler } from '../http/call.ts'
import type { Path } from '../pages/layout.ts'
import { sitemap } from '../pages/sitemap.ts'
import type { Count } from '../store/event-store.ts'

const FIXED = ['/', '/statistics', '/subscribe', '/about', '/docs'] as const

/** Most tags: the pages of others are found from those of events. */
const MOST_VALUES = 1000

/** Every page that is not of one event, if there is something on it. */
export const getPagesSitemap: Handler<'getPagesSitemap'> = async ({ setting }, { events }) => {
  const values = (dimension: 'category' | 'tag') => events.countsPage(dimension, { limit: MOST_VALUES, order: 'asc' })
  const [years, recurrences, categories, tags] = await Promise.all([
    events.counts('year'),
    events.counts('recurrence'),
    values('category'),
    values('tag'),
  ])
  const paths = (counts: readonly Count[], path: (value: string) => Path) =>
    counts.filter(count => count.events > 0).map(({ value }) => path(value))
  const days = recurrences.filter(({ value }) => isMonthDay(value))
  const all: Path[] = [
    ...FIXED,
    ...paths(years, year => `/years/${year}`),
    ...paths(categories.items, category => `/categories/${category}`),
    ...paths(days, day => `/on/${day}`),
    ...paths(tags.items, tag => `/tags/${tag}`),
  ]
  const listed = all.map(path => ({ path }))
  return { body: sitemap(listed, setting) }
}
