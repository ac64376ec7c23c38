import { phrasesOf } from '../../domain/language.ts'
import { choose } from '../../domain/text.ts'
import { timelineUrl } from '../../domain/view.ts'
import { feedTitle } from '../../feeds/frame.ts'
import { opml } from '../../feeds/opml.ts'
import { endpoint } from '../../http/endpoint.ts'
import { addressesOf, FEEDS } from './addresses.ts'

/** RSS, because every reader takes it. Filtered feeds are left out: readers that know items by id would show none in them. */
const FEEDS_IN_RSS = FEEDS.flatMap(addressesOf).filter(({ representation }) => representation === 'rss')

export const getSubscriptions = endpoint({
  path: '/feeds.opml',
  parameters: ['onlyLanguage'],
  cache: 'feed',
  representation: 'opml',
  summary: 'Every feed in every language, or in one',
  handle: ({ parameters, renderContext, metadata }) => {
    const { timeline, publicUrl } = renderContext
    const { onlyLanguage } = parameters
    const languages = onlyLanguage === undefined ? timeline.languages : [onlyLanguage]
    const groups = languages.map(language => {
      const own = { ...renderContext, language }
      return {
        title: phrasesOf(language).subscriptions,
        subscriptions: FEEDS_IN_RSS.map(({ feed, path }) => ({
          title: feedTitle(feed, own),
          url: `${publicUrl}${path}?lang=${language}`,
          homeUrl: timelineUrl(own),
          language,
        })),
      }
    })
    return {
      body: opml(choose(timeline.title, languages).text, metadata.updatedAt, groups),
      headers: { 'content-language': languages.join(', ') },
    }
  },
})
