import { phrasesOf } from '../../domain/language.ts'
import { choose, chooseFor, type Language } from '../../domain/text.ts'
import { timelineUrl } from '../../domain/view.ts'
import { feedTitle } from '../../feeds/frame.ts'
import { opml, type Subscription } from '../../feeds/opml.ts'
import { endpoint, type RequestContext } from '../../http/endpoint.ts'
import type { Count } from '../../store/event-store.ts'
import { mostUsed } from '../../store/most-used.ts'
import { FEED_ADDRESSES } from './addresses.ts'

/** Feeds of categories, and of tags, at most: those with the most events. */
const MAX_VALUES = 500

/** Every feed in every language, and the timeline's feed for each category and each tag that has events. */
export const getSubscriptions = endpoint({
  method: 'GET',
  path: '/feeds.opml',
  cache: 'feed',
  dependsOn: ['version'],
  representation: 'opml',
  access: ['events:Query'],
  summary: 'Every feed in every language, and one for each category and tag',
  handle: async (request, { events }) => {
    const { timeline } = request.renderContext
    const [categories, tags] = await Promise.all([events.counts('category'), events.counts('tag')])
    const groups = timeline.languages.flatMap(language => {
      const { subscriptions } = phrasesOf(language)
      return [
        { title: subscriptions.feeds, subscriptions: wholeFeeds(request, language) },
        { title: subscriptions.categories, subscriptions: feedsOf('category', categories, request, language) },
        { title: subscriptions.tags, subscriptions: feedsOf('tag', tags, request, language) },
      ]
    })
    return { body: opml(choose(timeline.title, timeline.languages).text, request.metadata.updatedAt, groups) }
  },
})

/** In the one format that every reader knows; `/v1/timeline` lists the others. */
const RSS_FEEDS = FEED_ADDRESSES.filter(({ representation }) => representation === 'rss')

function wholeFeeds({ renderContext }: RequestContext, language: Language): Subscription[] {
  const own = { ...renderContext, language }
  return RSS_FEEDS.map(({ feed, path }) => ({
    title: feedTitle(feed, own),
    url: `${renderContext.publicUrl}${path}?lang=${language}`,
    homeUrl: timelineUrl(own),
    language,
  }))
}

function feedsOf(
  dimension: 'category' | 'tag',
  counts: Count[],
  { renderContext }: RequestContext,
  language: Language,
): Subscription[] {
  const own = { ...renderContext, language }
  const path = RSS_FEEDS.find(({ feed }) => feed === 'timeline')!.path
  return mostUsed(counts, MAX_VALUES).map(({ value, name }) => {
    const called = name ? chooseFor(name, own).text : value
    return {
      title: `${feedTitle('timeline', own)} (${called})`,
      url: `${renderContext.publicUrl}${path}?lang=${language}&${dimension}=${value}`,
      homeUrl: timelineUrl(own),
      language,
    }
  })
}
