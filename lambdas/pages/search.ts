/** The page of search results. */
import { phrasesOf } from '../domain/language.ts'
import type { RenderContext } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { html } from '../feeds/markup.ts'
import { eventList } from './event-list.ts'
import { page } from './layout.ts'
import { pager } from './sequence.ts'

export interface SearchData {
  /** Empty before a search. */
  q: string
  /** Total number of results. */
  total: number
  /** The results on this page, best first. */
  events: readonly EventView[]
  /** Links to the neighbouring result pages. */
  earlier?: string
  later?: string
}

export function searchPage({ q, total, events, ...pages }: SearchData, context: RenderContext): string {
  const { language } = context
  const texts = phrasesOf(language).pages.search
  const said = total === 0 ? texts.nothing(q) : texts.found(phrasesOf(language).pages.shared.events(total), q)
  const main = html`<div class="opening">
<h1>${texts.title}</h1>
<p class="lead" role="status">${q === '' ? texts.hint : said}</p>
${q !== '' && total === 0 && html`<p>${texts.hint}</p>`}
</div>
${events.length > 0 && eventList(events, context)}
${pager(pages, language)}`
  const title = q === '' ? texts.title : `${texts.title}: ${q}`
  return page({ title, description: texts.description, path: '/search', main, q, unlisted: true }, context)
}
