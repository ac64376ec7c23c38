/** The page of search results. */
import { phrasesOf } from '../domain/language.ts'
import type { RenderContext } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import type { Window } from '../domain/window.ts'
import { html } from '../feeds/markup.ts'
import { windowName } from './board/period-name.ts'
import { eventList } from './event-list.ts'
import { linkTo, page } from './layout.ts'
import { pager } from './sequence.ts'
import { EVERYTHING, timelineLink } from './timeline-view.ts'

export interface SearchData {
  /** Empty before a search. */
  q: string
  total: number
  /** The results on this page, best first. */
  events: readonly EventView[]
  times?: readonly Window[]
  /** Topics and tags with similar names, if no event was found. */
  meant?: readonly { title: string; href: string }[]
  /** Links to the neighbouring result pages. */
  earlier?: string
  later?: string
}

export function searchPage(
  { q, total, events, times = [], meant = [], ...pages }: SearchData,
  context: RenderContext,
): string {
  const { language } = context
  const texts = phrasesOf(language).pages.search
  const said = total === 0 ? texts.nothing(q) : texts.found(phrasesOf(language).pages.shared.events(total), q)
  const main = html`<div class="opening">
<h1>${texts.title}</h1>
<p class="lead" role="status">${q === '' ? texts.hint : said}</p>
${q !== '' && total === 0 && html`<p>${texts.hint}</p>`}
${q !== '' && html`<ul class="chips">${ways(q, total, times, context).map(({ title, href }) => html`<li><a href="${href}">${title}</a></li>\n`)}</ul>`}
${
  meant.length > 0 &&
  html`<h2>${phrasesOf(language).pages.problem.meant}</h2>
<ul class="topics">${meant.map(({ title, href }) => html`<li><a href="${href}">${title}</a></li>\n`)}</ul>`
}
</div>
${events.length > 0 && eventList(events, context, { words: wordsOf(q) })}
${pager(pages, language)}`
  const title = q === '' ? texts.title : `${texts.title}: ${q}`
  return page({ title, description: texts.description, path: '/search', main, q, unlisted: true }, context)
}

const wordsOf = (q: string): string[] => (q.match(/[\p{L}\p{N}]{2,}/gu) ?? []).slice(0, 10)

/** Links to the time that the words name, to the same words on the timeline with its filters, and to the indexes. */
function ways(q: string, total: number, times: readonly Window[], context: RenderContext) {
  const { pages } = phrasesOf(context.language)
  const time = times.map(window => ({
    title: pages.search.goTo(windowName(window, context.language)),
    href: timelineLink({ ...EVERYTHING, window }, context),
  }))
  const found = { title: pages.timeline.narrow, href: timelineLink({ ...EVERYTHING, q }, context) }
  const indexes = [
    { title: pages.shared.timeline, href: linkTo('/timeline', context) },
    { title: pages.shared.topics, href: linkTo('/categories', context) },
    { title: pages.entry.tags, href: linkTo('/tags', context) },
    { title: pages.shared.places, href: linkTo('/places', context) },
    { title: pages.entry.actors, href: linkTo('/actors', context) },
  ]
  return [...time, ...(total > 0 ? [found] : indexes)]
}
