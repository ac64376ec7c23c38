/** The page of a year: its events in chronological order, and the neighbouring years with events. */
import { civilDate } from '../domain/civil-date.ts'
import { numberInWords, phrasesOf } from '../domain/language.ts'
import { type RenderContext, timelineTitle } from '../domain/view.ts'
import type { EventView, SeriesView } from '../domain/view-schema.ts'
import { html } from '../feeds/markup.ts'
import { eventList } from './event-list.ts'
import { breadcrumbsNode, jsonLd } from './json-ld.ts'
import { linkTo, type Path, page } from './layout.ts'
import { type Pages, pager, sequence } from './sequence.ts'

export interface YearData extends Pages {
  /** `YYYY` */
  year: string
  /** Path and query of the page, without language prefix. */
  path: Path
  total: number
  /** Series with a value of the year, each with that value alone. */
  figures: readonly SeriesView[]
  /** The events on this page, chronological. */
  events: readonly EventView[]
  /** The neighbouring years with events. */
  previous: string | undefined
  next: string | undefined
}

export function yearPage(
  { year, path, total, figures, events, previous, next, ...pages }: YearData,
  context: RenderContext,
): string {
  const { language, publicUrl } = context
  const texts = phrasesOf(language).pages.year
  const inWords = (each: string) => phrasesOf(language).year(civilDate(Number(each), 1, 1))
  const href = (each: string) => linkTo(`/years/${each}`, context)
  const title = inWords(year)
  const count = phrasesOf(language).pages.shared.events(total)
  const main = html`<div class="opening">
<p class="kicker"><a href="${linkTo('/timeline', context)}">${phrasesOf(language).pages.shared.timeline}</a> › <a href="${linkTo('/years', context)}">${texts.years}</a></p>
<h1>${title}</h1>
<p class="meta">${total === 0 ? phrasesOf(language).pages.timeline.nothing(title) : count}</p>
</div>
${sequence(
  texts.years,
  previous !== undefined && { href: href(previous), title: inWords(previous), direction: texts.previous },
  next !== undefined && { href: href(next), title: inWords(next), direction: texts.next },
)}
${eventList(events, context)}
${pager(pages, language)}
${
  figures.length > 0 &&
  html`<section aria-labelledby="figures">
<h2 id="figures">${phrasesOf(language).pages.shared.statistics}</h2>
<dl class="facts">${figures.map(
    ({ id, title, unit, points: [point] }) => html`
<div><dt><a href="${linkTo(`/statistics/${id}`, context)}#${id}-${year}">${title}</a></dt><dd>${phrasesOf(language).quantity(numberInWords(point!.value, language), unit.name)}</dd></div>`,
  )}</dl>
</section>`
}`
  return page(
    {
      title,
      description: texts.description(title, count, timelineTitle(context)),
      path,
      main,
      jsonLd: jsonLd([
        breadcrumbsNode([
          { name: timelineTitle(context), url: `${publicUrl}${linkTo('/', context)}` },
          { name: title, url: `${publicUrl}${href(year)}` },
        ]),
      ]),
      previous: previous && href(previous),
      next: next && href(next),
    },
    context,
  )
}
