/** GET /feeds.opml */
import { phrasesOf } from '../domain/language.ts'
import { choose, type Language } from '../domain/text.ts'
import { timelineUrl } from '../domain/view.ts'
import { feedTitle } from '../feeds/frame.ts'
import { opml, type Subscription } from '../feeds/opml.ts'
import type { Call, Handler } from '../http/call.ts'
import { feedRoutes } from '../routes.ts'
import type { Count } from '../store/event-store.ts'
import { mostUsed } from './most-used.ts'

/** Most feeds of categories, and of tags: those with the most events. */
const MOST_VALUES = 500

/** Every feed in every language, and the timeline's feed for each category and each tag that has events. */
export const getSubscriptions: Handler<'getSubscriptions'> = async (call, { events }) => {
  const { timeline } = call.setting
  const [categories, tags] = await Promise.all([events.counts('category'), events.counts('tag')])
  const groups = timeline.languages.flatMap(language => {
    const { subscriptions } = phrasesOf(language)
    return [
      { title: subscriptions.feeds, subscriptions: wholeFeeds(call, language) },
      { title: subscriptions.categories, subscriptions: feedsOf('category', categories, call, language) },
      { title: subscriptions.tags, subscriptions: feedsOf('tag', tags, call, language) },
    ]
  })
  return { body: opml(choose(timeline.title, timeline.languages).text, call.head.updatedAt, groups) }
}

/** In the one format that every reader knows; who wants another finds it on `/v1/timeline`. */
const rssRoutes = feedRoutes.filter(route => route.representation === 'rss')

function wholeFeeds({ setting }: Call, language: Language): Subscription[] {
  const own = { ...setting, language }
  return rssRoutes.map(route => ({
    title: feedTitle(route.feed, own),
    url: `${setting.publicUrl}${route.path}?lang=${language}`,
    homeUrl: timelineUrl(own),
    language,
  }))
}

function feedsOf(
  dimension: 'category' | 'tag',
  counts: Count[],
  { setting }: Call,
  language: Language,
): Subscription[] {
  const own = { ...setting, language }
  const path = rssRoutes.find(route => route.feed === 'timeline')!.path
  return mostUsed(counts, MOST_VALUES).map(({ value, name }) => {
    const called = name ? choose(name, [language, ...setting.timeline.languages]).text : value
    return {
      title: `${feedTitle('timeline', own)} (${called})`,
      url: `${setting.publicUrl}${path}?lang=${language}&${dimension}=${value}`,
      homeUrl: timelineUrl(own),
      language,
    }
  })
}
