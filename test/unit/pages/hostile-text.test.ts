/** Whatever a text holds, it is text: a page is made of the same elements and attributes with it as with any other. */
import { describe, expect, test } from '@jest/globals'
import type { StoredEvent } from '../../../lambdas/domain/event.ts'
import { eventPage, eventView, type RenderContext, seriesView } from '../../../lambdas/domain/view.ts'
import { withoutForbidden } from '../../../lambdas/feeds/markup.ts'
import { seriesCitation, timelineCitation } from '../../../lambdas/formats/citation.ts'
import { aboutPage } from '../../../lambdas/pages/about.ts'
import { entryPage } from '../../../lambdas/pages/entry.ts'
import { historyPage } from '../../../lambdas/pages/history.ts'
import { searchPage } from '../../../lambdas/pages/search.ts'
import { seriesPage } from '../../../lambdas/pages/statistics.ts'
import { subscribePage } from '../../../lambdas/pages/subscribe.ts'
import { timelinePage } from '../../../lambdas/pages/timeline.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'
import { hostileText } from '../../support/hostile-text.ts'
import { parseHtml, structureOf } from '../../support/html-tree.ts'
import { IMAGE } from '../../support/images.ts'
import { A_VERSION, aSearch, aSeries, aSetting, aView } from '../../support/page-data.ts'
import { elementsOf, textsOf } from '../../support/xml-tree.ts'

/** Every text of an event is `text`. */
function eventOf(text: string): StoredEvent {
  const term = { id: 'a', name: { en: text } }
  return anEvent({
    title: { en: text },
    summary: { en: text },
    category: term,
    tags: [term],
    actors: [term],
    places: [{ ...term, country: 'KR', latitude: 1, longitude: 2 }],
    status: 'disputed',
    // Semicolons and parentheses would make more accounts.
    attribution: { en: `A (x); ${text.replace(/[;；()（）]/g, ',')}` },
    note: { en: text },
    image: { ...IMAGE, alt: { en: text }, credit: text, licence: { name: text } },
    figures: [{ label: { en: text }, value: 1, unit: term }],
    observance: { since: 2024, name: { en: text } },
    related: ['b'],
    sources: [{ title: text, publisher: text, url: 'https://law.example/', supports: text }],
  })
}

const PAGES: Record<string, (text: string, context: RenderContext) => string> = {
  event: (text, context) => {
    const event = eventOf(text)
    const around = { previous: event, next: event, related: [event] }
    return entryPage(eventPage(event, around, context), context)
  },
  history: (text, context) => {
    const [before, after] = [eventOf('before'), eventOf(text)].map(event => [eventView(event, context)])
    const version = { revision: 2, day: '2026-01-02', views: after!, before }
    return historyPage({ id: 'a', path: '/events/a/history', versions: [version], earlier: undefined }, context)
  },
  search: (text, context) => searchPage(aSearch(`a${text}`), context),
  statistics: (text, context) => {
    const [, point] = aSeries().points
    const { sources } = eventOf(text)
    const series = aSeries({
      title: { en: text },
      description: { en: text },
      unit: { id: 'people', name: { en: text } },
      points: [{ ...point!, basis: { en: text }, disagreements: [{ en: text }], sources }],
    })
    const view = seriesView(series, context)
    return seriesPage(view, [view], seriesCitation(view, A_VERSION, context), context)
  },
  subscriptions: (text, context) => {
    const url = `https://annals.example/feeds/timeline.rss?${new URLSearchParams({ tag: text.toWellFormed() })}`
    const choice = { value: 'a', name: text, events: 1, isChosen: true }
    const addresses = [{ feed: 'timeline', name: 'RSS', type: 'application/rss+xml', url }] as const
    return subscribePage({ addresses, categories: [choice], tags: [choice], minSignificance: 5, opml: url }, context)
  },
  about: (_, context) => aboutPage({ statuses: {}, span: undefined }, context),
  timeline: (text, context) => {
    const event = eventView({ ...eventOf(text), date: '2002-07-14', significance: 5 }, context)
    const choice = { value: 'a', name: text, events: 1 }
    const view = { ...aView([event]), series: seriesView(aSeries({ title: { en: text } }), context) }
    return timelinePage(
      {
        ...view,
        selection: { ...view.selection, q: text, tag: ['a'] },
        path: '/timeline',
        span: view.window,
        listed: [event],
        categories: [choice],
        statuses: undefined,
        names: new Map([['tag#a', text]]),
        allSeries: [{ id: 'a', title: text }],
        drawn: 'all',
        citation: timelineCitation(A_VERSION, context),
      },
      context,
    )
  },
}

const settingOf = (text: string) =>
  aSetting({ timeline: aTimeline({ title: { en: text }, description: { en: text } }) })

describe.each(Object.keys(PAGES))('texts of the page: %s', name => {
  const read = (text: string) => parseHtml(PAGES[name]!(text, settingOf(text)))
  const harmless = structureOf(read('harmless'))

  test('never become elements or attributes', () => {
    // Line breaks make paragraphs.
    const oneLine = hostileText.map(text => text.replace(/[\r\n]+/g, ' '))
    fc.assert(fc.property(oneLine, text => expect(structureOf(read(text))).toBe(harmless)))
  })
})

/** As HTML reads the ends of lines: https://html.spec.whatwg.org/#preprocessing-the-input-stream */
const asRead = (text: string) => withoutForbidden(text).replace(/\r\n?/g, '\n')

test('texts are shown as they are, but for what no document may hold', () => {
  fc.assert(
    fc.property(hostileText, text => {
      const page = parseHtml(PAGES.event!(text, settingOf(text)))
      expect(textsOf(page, 'h1')).toEqual([asRead(text)])
      expect(textsOf(page, 'cite')).toEqual([asRead(text)])
      const [block] = elementsOf(page, 'script').filter(({ attributes }) => attributes.type === 'application/ld+json')
      expect(JSON.parse(block!.text)['@graph'][0].name).toBe(`[Disputed] ${text}`)
    }),
  )
})
