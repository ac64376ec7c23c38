/** GET /subscribe */
import { choose } from '../domain/text.ts'
import type { Handler } from '../http/call.ts'
import { REPRESENTATIONS } from '../http/representations.ts'
import { type Address, type Choice, subscribePage } from '../pages/subscribe.ts'
import { feedRoutes } from '../routes.ts'
import type { Count } from '../store/event-store.ts'
import { filterQuery } from './feeds.ts'
import { mostUsed } from './most-used.ts'

/** Most categories, and tags, to choose from. */
const MOST_CHOICES = 100

export const getSubscribePage: Handler<'getSubscribePage'> = async ({ parameters, setting }, { events }) => {
  const { language, timeline, publicUrl } = setting
  const { category, tag, minSignificance } = parameters
  const [chosen, categories, tags] = await Promise.all([
    events.values({ category, tag }),
    events.counts('category'),
    events.counts('tag'),
  ])
  const choicesOf = (dimension: 'category' | 'tag', counts: readonly Count[]): Choice[] => {
    const own = chosen.filter(each => each.dimension === dimension)
    const offered = new Map([...own, ...mostUsed(counts, MOST_CHOICES)].map(count => [count.value, count]))
    return [...offered.values()].map(({ value, name, events }) => ({
      value,
      name: name ? choose(name, [language, ...timeline.languages]).text : value,
      events,
      isChosen: parameters[dimension].includes(value),
    }))
  }
  const query = new URLSearchParams([['lang', language], ...filterQuery(parameters)])
  return {
    body: subscribePage(
      {
        addresses: feedRoutes.map(({ feed, path, representation }) => ({
          feed,
          format: representation as Address['format'],
          type: REPRESENTATIONS[representation].satisfies[0],
          url: `${publicUrl}${path}?${query}`,
        })),
        categories: choicesOf('category', categories),
        tags: choicesOf('tag', tags),
        minSignificance,
        opml: `${publicUrl}/feeds.opml`,
      },
      setting,
    ),
  }
}
