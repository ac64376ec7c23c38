/** The error page: what went wrong and where to continue. */
import { type Interface, interfaceLanguage, phrasesOf } from '../domain/language.ts'
import type { RenderContext } from '../domain/view.ts'
import { html } from '../feeds/markup.ts'
import { linkTo, page } from './layout.ts'

type Kind = keyof Interface['pages']['problem']['kinds']

/** A page that the reader may have meant. */
export interface Suggestion {
  title: string
  href: string
}

/** The parts of a problem that the page shows. */
export interface ShownProblem {
  status: number
  /** The English text that API clients receive. */
  detail: string
  suggestions: readonly Suggestion[]
  /** Words from the URL, offered as a search. */
  words: string
}

function kindOf(status: number): Kind {
  if (status === 404) return 'notFound'
  if (status === 410) return 'gone'
  if (status === 422) return 'notSearchable'
  if (status === 503) return 'unavailable'
  return status < 500 ? 'refused' : 'internal'
}

export function problemPage({ status, detail, suggestions, words }: ShownProblem, context: RenderContext): string {
  const texts = phrasesOf(context.language).pages.problem
  const kind = kindOf(status)
  const { title, explanation } = texts.kinds[kind]
  const main = html`<h1>${title}</h1>
<p class="lead">${explanation}</p>
${kind === 'refused' && interfaceLanguage(context.language) === 'en' && html`<p lang="en">${detail}.</p>`}
${
  suggestions.length > 0 &&
  html`<h2>${texts.meant}</h2>
<ul>
${suggestions.map(each => html`<li><a href="${each.href}">${each.title}</a></li>\n`)}</ul>`
}
<h2>${texts.onwards}</h2>
<ul>
<li><a href="${linkTo('/', context)}">${texts.home}</a></li>
${words !== '' && html`<li><a href="${linkTo('/search', context)}?q=${encodeURIComponent(words)}">${texts.search(words)}</a></li>`}
</ul>`
  return page({ title, description: explanation, path: '/', main, unlisted: true }, context)
}
