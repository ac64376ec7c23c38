/** The filters of a page: a form that changes them, and those in force as links that remove them. */
import { STATUSES } from '../domain/enumerations.ts'
import { numberInWords, phrasesOf } from '../domain/language.ts'
import type { RenderContext } from '../domain/view.ts'
import { boundsOf } from '../domain/window.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { windowName } from './board/period-name.ts'
import { linkTo, type Path } from './layout.ts'
import { EVERYTHING, type Selection, selectionPath, VIEW_FACETS, type ViewFacet } from './timeline-view.ts'

/** A value by which the page can be or is narrowed. */
export interface FacetChoice {
  value: string
  name: string
  events: number
}

export interface Filters {
  /** The page that is narrowed, without query and language prefix. */
  page: Path
  selection: Selection
  /** Categories to choose from. */
  categories: readonly FacetChoice[]
  /** Names of the values of the selection, by `dimension#value`. */
  names: ReadonlyMap<string, string>
}

type Bounds = ReturnType<typeof boundsOf>

/** The series above a timeline, to choose one. */
export interface SeriesChoice {
  all: readonly { id: string; title: string }[]
  shown: string | undefined
}

/** Each filter in force, as a link that removes it. */
export function activeFilters({ page, selection, names }: Filters, context: RenderContext): Markup {
  const { pages, status } = phrasesOf(context.language)
  const texts = pages.timeline
  const chip = (name: string, without: Partial<Selection>) =>
    html`<li><a href="${linkTo(selectionPath(page, { ...selection, ...without }), context)}"><span class="unseen">${texts.remove} </span>${name} <span aria-hidden="true">×</span></a></li>\n`
  const nameOf = (facet: ViewFacet, value: string) =>
    facet === 'status' ? status[value as keyof typeof status] : (names.get(`${facet}#${value}`) ?? value)
  const chips = [
    ...VIEW_FACETS.flatMap(facet =>
      selection[facet].map(value =>
        chip(nameOf(facet, value), { [facet]: selection[facet].filter(each => each !== value) }),
      ),
    ),
    ...(selection.minSignificance > 1
      ? [
          chip(`${pages.subscribe.significance} ${pages.subscribe.significances[selection.minSignificance - 1]}`, {
            minSignificance: 1,
          }),
        ]
      : []),
    // The heading of the timeline names its window; the page of a search shows its words.
    ...(page === '/timeline' || !selection.window
      ? []
      : [chip(windowName(selection.window, context.language), { window: undefined })]),
    ...(page === '/search' || selection.q === undefined ? [] : [chip(`“${selection.q}”`, { q: undefined })]),
  ]
  return chips.length === 0 ? html`` : html`<ul class="chips active" aria-label="${texts.filters}">\n${chips}</ul>`
}

/** @param series of a page that shows one */
export function filterForm(
  { page, selection, categories }: Filters,
  context: RenderContext,
  series?: SeriesChoice,
): Markup {
  const { language } = context
  const { pages, status } = phrasesOf(language)
  const texts = pages.timeline
  const { significance, significances } = pages.subscribe
  const bounds = selection.window && boundsOf(selection.window)
  const hidden = (['tag', 'actor', 'place'] as const).flatMap(facet =>
    selection[facet].map(value => html`<input type="hidden" name="${facet}" value="${value}">`),
  )
  const option = (value: string | number, name: string, isChosen: boolean) =>
    html`<option value="${value}"${isChosen && html` selected`}>${name}</option>`
  const box = (name: 'category' | 'status', value: string, label: string, count: Markup | false) =>
    html`<li><label><input type="checkbox" name="${name}" value="${value}"${selection[name].includes(value) && html` checked`}> ${label}${count}</label></li>\n`
  const day = (name: keyof Bounds, label: string) =>
    html`<label>${label} <input type="text" name="${name}" value="${bounds?.[name] ?? ''}" placeholder="2004-07" size="10" maxlength="10" pattern="\\d{4}(-\\d\\d(-\\d\\d)?)?"></label>`
  const hasWords = page === '/timeline' || page === '/search'
  return html`<details class="narrow chip"><summary>${series ? texts.narrow : texts.filter}</summary>
<form action="${linkTo(page, context)}">${hidden}
<p class="fields">${Object.entries({ from: texts.from, to: texts.to }).map(([name, label]) => day(name as keyof Bounds, label))}
${hasWords && html`<label>${texts.words} <input type="search" name="q" maxlength="200" value="${selection.q ?? ''}"></label>`}
<label>${significance} <select name="minSignificance">${significances.map((name, index) => option(index + 1, name, index + 1 === selection.minSignificance))}</select></label>
${
  series &&
  series.all.length > 0 &&
  html`<label>${texts.series} <select name="series">${option('none', texts.noSeries, !series.shown)}${series.all.map(({ id, title }) => option(id, title, id === series.shown))}</select></label>`
}</p>
<fieldset><legend>${pages.home.categories}</legend><ul class="choices">
${categories.map(({ value, name, events }) => box('category', value, name, html` <span class="count">${numberInWords(events, language)}</span>`))}</ul></fieldset>
<fieldset><legend>${phrasesOf(language).labels.status}</legend><ul class="choices">
${STATUSES.map(each => box('status', each, status[each], false))}</ul></fieldset>
<p><button type="submit">${texts.apply}</button> <a href="${linkTo(selectionPath(page, { ...EVERYTHING, q: page === '/search' ? selection.q : undefined }), context)}">${texts.everything}</a></p>
</form></details>`
}
