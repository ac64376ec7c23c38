import { mediaView, translator } from '../../domain/view.ts'
import type { TimelineView } from '../../domain/view-schema.ts'
import { feedTitle } from '../../feeds/frame.ts'
import { endpoint } from '../../http/endpoint.ts'
import { FEED_ADDRESSES, mediaTypeOf } from '../feeds/addresses.ts'

export const getTimeline = endpoint({
  path: '/v1/timeline',
  parameters: ['lang'],
  dependsOn: ['version', 'today'],
  access: ['events:Query'],
  link: 'The feeds, as alternates (RFC 8288)',
  summary: 'The timeline: languages, zone, span, counts, categories, feeds',
  answer: 'Timeline',
  handle: async ({ metadata, renderContext, today }, { events }) => {
    const { timeline, version, updatedAt } = metadata
    const { language, publicUrl } = renderContext
    const { publisher, licence, logo } = timeline
    const { text, languages: textLanguages } = translator(renderContext)
    const [years, categories] = await Promise.all([events.counts('year'), events.counts('category')])
    const feeds = timeline.languages.flatMap(each =>
      FEED_ADDRESSES.map(address => ({
        title: feedTitle(address.feed, { ...renderContext, language: each }),
        type: mediaTypeOf(address),
        language: each,
        url: `${publicUrl}${address.path}?lang=${each}`,
      })),
    )
    const body: TimelineView = {
      title: text('title', timeline.title),
      description: text('description', timeline.description),
      language,
      textLanguages,
      languages: timeline.languages,
      timeZone: timeline.timeZone,
      leapDay: timeline.leapDay,
      publisher: publisher
        ? { name: text('publisher', publisher.name, 'publisher.name'), url: publisher.url ?? null }
        : null,
      logo: logo ? mediaView(logo, renderContext) : null,
      contact: timeline.contact ?? null,
      licence: licence ? { name: licence.name, url: licence.url } : null,
      version,
      updatedAt,
      today: today(),
      events: years.reduce((sum, year) => sum + year.events, 0),
      span: years.length === 0 ? null : { first: years[0]!.value, last: years.at(-1)!.value },
      years: years.map(({ value, events }) => ({ year: value, events })),
      categories: categories.map(({ value, events, name = {}, description = {} }, index) => ({
        id: value,
        name: text('categories', name, `categories.${index}.name`),
        description: text('categories', description, `categories.${index}.description`),
        events,
      })),
      feeds,
    }
    // For readers that look for feeds in the headers of any page (RFC 8288).
    const link = feeds.map(
      ({ url, type, language }) => `<${url}>; rel="alternate"; type="${type}"; hreflang="${language}"`,
    )
    return { body, headers: { link: link.join(', ') } }
  },
})
