import { isMonthDay } from '../../domain/civil-date.ts'
import { type Definition, endpoint } from '../../http/endpoint.ts'
import type { ApiServices } from '../../http/services.ts'
import type { PagedDimension } from '../../pages/facet.ts'
import type { Path } from '../../pages/layout.ts'
import { sitemap } from '../../pages/sitemap.ts'
import type { Count } from '../../store/event-store.ts'

/** Values of a dimension at most. The pages of events link to the others. */
const MAX_VALUES = 1000

/** Every page except those of events, if it has events. @param pages that may be in the sitemap, each in every language */
export const pagesSitemap = (pages: readonly Definition<ApiServices>[]) =>
  endpoint({
    path: '/sitemap-pages.xml',
    cache: 'page',
    dependsOn: ['version'],
    representation: 'sitemap',
    access: ['events:Query'],
    handle: async ({ renderContext }, { events }) => {
      const values = (dimension: PagedDimension) => events.countsPage(dimension, { limit: MAX_VALUES, order: 'asc' })
      const [years, recurrences, categories, tags, places, actors] = await Promise.all([
        events.counts('year'),
        events.counts('recurrence'),
        values('category'),
        values('tag'),
        values('place'),
        values('actor'),
      ])
      const paths = (counts: readonly Count[], path: (value: string) => Path) =>
        counts.filter(count => count.events > 0).map(({ value }) => path(value))
      const days = recurrences.filter(({ value }) => isMonthDay(value))
      const all: Path[] = [
        ...pages.filter(isListed).map(({ path }) => path as Path),
        ...paths(years, year => `/years/${year}`),
        ...paths(categories.items, category => `/categories/${category}`),
        ...paths(days, day => `/on/${day}`),
        ...paths(tags.items, tag => `/tags/${tag}`),
        ...paths(places.items, place => `/places/${place}`),
        ...paths(actors.items, actor => `/actors/${actor}`),
      ]
      const listed = all.map(path => ({ path }))
      return { body: sitemap(listed, renderContext) }
    },
  })

const isListed = ({ inSitemap = false, path }: Definition<ApiServices>): boolean =>
  inSitemap && !path.startsWith('/{language}')
