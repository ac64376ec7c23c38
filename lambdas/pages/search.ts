/** The page of search results. */
import type { RenderContext } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { html } from '../feeds/markup.ts'
import { eventList } from './event-list.ts'
import { page } from './layout.ts'
import { eventsInWords, textsIn } from './phrases.ts'
import { pager } from './sequence.ts'

const TEXTS = {
  en: {
    title: 'Search',
    found: (events: string, q: string) => `${events} for “${q}”`,
    nothing: (q: string) => `Nothing found for “${q}”.`,
    hint: 'Write a name, a place or a few words of what happened, in any language of the timeline. Small mistakes are forgiven.',
    description: 'Search the events of this timeline.',
  },
  ko: {
    title: '검색',
    found: (events: string, q: string) => `“${q}” 검색 결과 ${events}`,
    nothing: (q: string) => `“${q}”에 대한 결과가 없습니다.`,
    hint: '이름이나 장소, 사건을 나타내는 낱말을 어느 언어로든 입력하십시오. 작은 오타는 괜찮습니다.',
    description: '이 연표의 사건을 검색합니다.',
  },
}

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
  const texts = textsIn(TEXTS, language)
  const said = total === 0 ? texts.nothing(q) : texts.found(eventsInWords(total, language), q)
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
