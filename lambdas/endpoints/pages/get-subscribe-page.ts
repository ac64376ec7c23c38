import { chooseFor } from '../../domain/text.ts'
import { type Choice, subscribePage } from '../../pages/subscribe.ts'
import type { Count } from '../../store/event-store.ts'
import { mostUsed } from '../../store/most-used.ts'
import { FEED_ADDRESSES, mediaTypeOf } from '../feeds/addresses.ts'
import { FILTER_ACCESS, filterQuery } from '../feeds/filter.ts'
import { page } from './page.ts'

/** Categories, and tags, to choose from at most. */
const MAX_CHOICES = 100

export const getSubscribePage = page({
  path: '/subscribe',
  parameters: ['category', 'tag', 'minSignificance'],
  inSitemap: true,
  access: FILTER_ACCESS,
  handle: async ({ parameters, renderContext }, { events }) => {
    const { language, publicUrl } = renderContext
    const { category, tag, minSignificance } = parameters
    const [chosen, categories, tags] = await Promise.all([
      events.values({ category, tag }),
      events.counts('category'),
      events.counts('tag'),
    ])
    const choicesOf = (dimension: 'category' | 'tag', counts: readonly Count[]): Choice[] => {
      const own = chosen.filter(each => each.dimension === dimension)
      const offered = new Map([...own, ...mostUsed(counts, MAX_CHOICES)].map(count => [count.value, count]))
      return [...offered.values()].map(({ value, name, events }) => ({
        value,
        name: name ? chooseFor(name, renderContext).text : value,
        events,
        isChosen: parameters[dimension].includes(value),
      }))
    }
    const query = new URLSearchParams([['lang', language], ...filterQuery(parameters)])
    return {
      body: subscribePage(
        {
          addresses: FEED_ADDRESSES.map(address => ({
            feed: address.feed,
            name: address.name,
            type: mediaTypeOf(address),
            url: `${publicUrl}${address.path}?${query}`,
          })),
          categories: choicesOf('category', categories),
          tags: choicesOf('tag', tags),
          minSignificance,
          opml: `${publicUrl}/feeds.opml?lang=${language}`,
        },
        renderContext,
      ),
    }
  },
})
