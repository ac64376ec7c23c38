/** The page of search results, with filters and further links. */
import { STATUSES } from '../domain/enumerations.ts'
import { numberInWords, phrasesOf } from '../domain/language.ts'
import type { Language } from '../domain/text.ts'
import type { RenderContext } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { finestUnit, periodOf, type Window, windowOf } from '../domain/window.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { periodName, windowName } from './board/period-name.ts'
import { eventList } from './event-list.ts'
import { activeFilters, type FacetChoice, type Filters, filterForm } from './filters.ts'
import { linkTo, page } from './layout.ts'
import { pager } from './sequence.ts'
import { EVERYTHING, isNarrowed, type Selection, selectionPath, timelineLink } from './timeline-view.ts'

export interface SearchData extends Filters {
  /** Total number of results. */
  total: number
  /** The results on this page, best first. */
  events: readonly EventView[]
  /** The forms of the words that events may have, to be marked. */
  forms: readonly string[]
  corrected: readonly { written: string; meant: string }[]
  isPartial: boolean
  /** Numbers of results by facet, such as `category#law`, and by year; undefined if they are too many. */
  counts: { facets: ReadonlyMap<string, number>; years: ReadonlyMap<string, number> } | undefined
  /** Windows of time that the words of the query name. */
  times: readonly Window[]
  /** Similar values, if nothing was found. */
  meant: readonly { title: string; href: string }[]
  /** Number of results without filters, if nothing was found with them. */
  unfiltered: number | undefined
  /** Links to the neighbouring result pages. */
  earlier?: string
  later?: string
}

/** Maximum number of periods offered. */
const MAX_PERIODS = 12

/** The page before a search. */
export function emptySearchPage(context: RenderContext): string {
  const texts = phrasesOf(context.language).pages.search
  const main = html`<div class="opening">
<h1>${texts.title}</h1>
<p class="lead">${texts.hint}</p>
${chips(texts.title, indexes(context))}
</div>`
  return page({ title: texts.title, description: texts.description, path: '/search', main, unlisted: true }, context)
}

export function searchPage(data: SearchData, context: RenderContext): string {
  const { language } = context
  const { search, shared, problem } = phrasesOf(language).pages
  const { selection, total, events, forms, corrected, isPartial, meant, earlier, later } = data
  const q = selection.q ?? ''
  const notes = [
    ...corrected.map(({ written, meant }) => search.instead(written, meant)),
    ...(isPartial ? [search.partial] : []),
  ]
  const main = html`<div class="opening broad">
<h1>${search.title}</h1>
<p class="lead" role="status">${total === 0 ? search.nothing(q) : search.found(shared.events(total), q)}</p>
${total > 0 && notes.map(note => html`<p class="hint">${note}</p>\n`)}
${total === 0 && html`<p>${search.hint}</p>`}
${chips(search.title, ways(data, context))}
${
  meant.length > 0 &&
  html`<h2>${problem.meant}</h2>
<ul class="topics">${meant.map(({ title, href }) => html`<li><a href="${href}">${title}</a></li>\n`)}</ul>`
}
</div>
${
  (total > 0 || isNarrowed({ ...selection, q: undefined })) &&
  html`<div class="controls">
${narrowing(data, context)}
${filterForm(data, context)}
</div>
${activeFilters(data, context)}`
}
${events.length > 0 && eventList(events, context, { marks: marksOf(forms) })}
${pager({ earlier, later }, language)}`
  const title = `${search.title}: ${q}`
  const path = selectionPath('/search', selection)
  return page({ title, description: search.description, path, main, q, unlisted: true }, context)
}

interface Chip {
  title: string
  href: string
  events?: number
}

const chips = (label: string, all: readonly Chip[], language?: Language): Markup =>
  all.length === 0
    ? html``
    : html`<nav aria-label="${label}"><ul class="chips">
${all.map(({ title, href, events }) => html`<li><a href="${href}">${title}${events !== undefined && language !== undefined && html` <span class="count">${numberInWords(events, language)}</span>`}</a></li>\n`)}</ul></nav>`

/** Links to the time that the words name, to the same words on the timeline, and to the indexes. */
function ways({ selection, total, times, unfiltered }: SearchData, context: RenderContext): Chip[] {
  const { language } = context
  const { search, shared } = phrasesOf(language).pages
  const time = times.map(window => ({
    title: search.goTo(windowName(window, language)),
    href: timelineLink({ ...EVERYTHING, window }, context),
  }))
  if (total > 0) return [...time, { title: shared.timeline, href: timelineLink(selection, context) }]
  const everything = unfiltered
    ? [
        {
          title: search.unfiltered(shared.events(unfiltered)),
          href: linkTo(selectionPath('/search', { ...EVERYTHING, q: selection.q }), context),
        },
      ]
    : []
  return [...time, ...everything, ...indexes(context)]
}

function indexes(context: RenderContext): Chip[] {
  const { shared, entry } = phrasesOf(context.language).pages
  return [
    { title: shared.timeline, href: linkTo('/timeline', context) },
    { title: shared.topics, href: linkTo('/categories', context) },
    { title: entry.tags, href: linkTo('/tags', context) },
    { title: shared.places, href: linkTo('/places', context) },
    { title: entry.actors, href: linkTo('/actors', context) },
  ]
}

/** Links that narrow the results to a period, a category or a status, each with its number of results. */
function narrowing({ selection, counts, categories }: SearchData, context: RenderContext): Markup {
  if (!counts) return html``
  const { language } = context
  const { status, pages } = phrasesOf(language)
  const href = (change: Partial<Selection>) => linkTo(selectionPath('/search', { ...selection, ...change }), context)
  const values = (facet: 'category' | 'status', choices: readonly Omit<FacetChoice, 'events'>[]): Chip[] => {
    const found = choices.flatMap(({ value, name }) => {
      const events = counts.facets.get(`${facet}#${value}`) ?? 0
      return events === 0 ? [] : { title: name, href: href({ [facet]: [value] }), events }
    })
    return found.length < 2 ? [] : found.sort((a, b) => b.events - a.events)
  }
  const statuses = STATUSES.map(value => ({ value, name: status[value] }))
  return html`${chips(pages.timeline.periods, periodsOf(counts.years, href, language), language)}
${chips(pages.home.categories, values('category', categories), language)}
${chips(pages.timeline.statuses, values('status', statuses), language)}`
}

/** Years, decades or centuries, in order. */
function periodsOf(
  years: ReadonlyMap<string, number>,
  href: (change: Partial<Selection>) => string,
  language: Language,
): Chip[] {
  const sorted = [...years.keys()].sort()
  if (sorted.length < 2) return []
  const span = { from: windowOf(sorted[0]!).from, to: windowOf(sorted.at(-1)!).to }
  const unit = finestUnit(span, MAX_PERIODS)
  const grouped = Map.groupBy(sorted, year =>
    periodOf(unit === 'month' || unit === 'day' ? 'year' : unit, `${year}-01-01`),
  )
  return [...grouped].map(([period, own]) => ({
    title: periodName(period, language),
    href: href({ window: windowOf(period) }),
    events: own.reduce((sum, year) => sum + years.get(year)!, 0),
  }))
}

/** Beginnings from this length on mark words with any ending, because the index stems English words. */
const INFLECTED = 4

/** @param forms letters and digits only, so they need no escaping */
function marksOf(forms: readonly string[]): RegExp | undefined {
  if (forms.length === 0) return undefined
  const patterns = forms.map(form => {
    if (!/^\p{sc=Latin}+$/u.test(form)) return form
    const stem = form.replace(/(?<=....)(?:ies|es|s|ed|ing|ions?|[eo]rs?)$/, '')
    return `(?<![\\p{L}\\p{N}])${stem}${stem.length < INFLECTED ? '(?:s|es)?(?!\\p{L})' : '\\p{L}*'}`
  })
  return new RegExp(`(${patterns.join('|')})`, 'iu')
}
