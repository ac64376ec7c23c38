/** The page of an event's history: its versions with the changes of each, field by field. */
import type { CivilDate } from '../domain/civil-date.ts'
import { interfaceLanguage, numberInWords, phrasesOf } from '../domain/language.ts'
import type { Language } from '../domain/text.ts'
import { markedTitle, type RenderContext } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { provenance, textOf } from '../feeds/content.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { linkTo, type Path, page } from './layout.ts'

/** A version in each language of the timeline, the reader's first; empty if the event was deleted. */
export type Views = readonly EventView[]

export interface Version {
  revision: number
  day: CivilDate
  views: Views
  /** The version before; undefined for the first. */
  before: Views | undefined
}

export interface HistoryData {
  id: string
  path: Path
  /** The latest first. */
  versions: readonly Version[]
  /** Path of the page of versions before these. */
  earlier: string | undefined
}

export function historyPage({ id, path, versions, earlier }: HistoryData, context: RenderContext): string {
  const { entry, history, shared } = phrasesOf(context.language).pages
  const [event] = versions.flatMap(({ views }) => views.slice(0, 1))
  const title = event ? markedTitle(event) : id
  return page(
    {
      path,
      title: `${entry.history}: ${title}`,
      description: history.lead,
      unlisted: true,
      main: html`<div class="opening">
<p class="kicker"><a href="${linkTo(`/events/${id}`, context)}">${event ? textOf(event, 'title', title) : title}</a></p>
<h1>${entry.history}</h1>
<p class="lead">${history.lead}</p>
</div>
${versions.map(version => versionSection(version, context.language))}
<p>${earlier && html`<a href="${earlier}">← ${shared.earlier}</a> · `}<a href="/v1/events/${id}/revisions">${entry.revisions}</a></p>`,
    },
    context,
  )
}

function versionSection({ revision, day, views, before }: Version, language: Language): Markup {
  const { pages, day: inWords } = phrasesOf(language)
  const { entry, history } = pages
  const section = (heading: string, content?: Markup | false) => html`<section class="version">
<h2>${heading}</h2>
${content}</section>
`
  if (views.length === 0) return section(history.deleted(inWords(day)))
  if (before === undefined || before.length === 0) return section(entry.added(inWords(day)))
  const changes = changesOf(before, views)
  return section(
    entry.corrected(revision, inWords(day)),
    changes.length === 0 ? html`<p>${history.hidden}</p>\n` : html`<dl class="facts">\n${changes}</dl>\n`,
  )
}

/** Texts that are compared word by word, in every language. */
const PROSE = ['title', 'summary', 'attribution', 'note'] as const

/** Other fields, as added and removed lines. */
const LINES: Record<string, (event: EventView) => readonly string[]> = {
  date: ({ date }) => [date.text],
  status: ({ status, language }) => [phrasesOf(language).status[status]],
  category: ({ category }) => [category.name],
  tags: ({ tags }) => tags.map(({ name }) => name),
  actors: ({ actors }) => actors.map(({ name }) => name),
  places: ({ places }) => places.map(({ name }) => name),
  significance: ({ significance }) => [String(significance)],
  figures: ({ figures, language }) =>
    figures.map(
      ({ label, value, unit }) =>
        `${label}: ${phrasesOf(language).quantity(numberInWords(value, language), unit.name)}`,
    ),
  image: ({ image }) =>
    image ? [[image.alt, image.credit, image.licence?.name, image.source].filter(Boolean).join(' – ')] : [],
  observance: ({ observance }) => (observance ? [`${observance.since} – ${observance.name}`] : []),
  related: ({ related }) => related,
  sources: ({ sources, language }) =>
    sources.map(source =>
      [source.title, provenance(source, language), source.supports, source.url]
        .filter(part => part !== null)
        .join(' – '),
    ),
}

function labelsIn(language: Language): Record<string, string> {
  const { labels, pages } = phrasesOf(language)
  const { entry, history, subscribe } = pages
  return {
    ...history.fields,
    attribution: labels.attribution,
    note: labels.note,
    date: labels.when,
    status: labels.status,
    category: labels.category,
    tags: entry.tags,
    actors: entry.actors,
    places: entry.places,
    significance: subscribe.significance,
    observance: labels.observedSince,
    related: entry.related,
    sources: labels.sources,
  }
}

/** The changed fields as rows of a definition list. */
function changesOf(before: Views, after: Views): Markup[] {
  const [{ language: reader }] = after as [EventView]
  const labels = labelsIn(reader)
  const pairs = after.map((view, index) => [before[index]!, view] as const)
  const row = (field: string, language: Language, change: readonly Markup[]) => {
    const isOther = language !== reader
    return html`<div><dt>${labels[field]}${isOther && html` (${languageName(language, reader)})`}</dt><dd${isOther && html` lang="${language}"`}>${change}</dd></div>\n`
  }
  const prose = PROSE.flatMap(field =>
    pairs.flatMap(([old, view]) => {
      // A text that falls back to another language is shown in that language.
      const [was, is] = [old, view].map(each => (each.languages[field] === undefined ? (each[field] ?? '') : ''))
      return was === is ? [] : row(field, view.language, [wordChange(was!, is!, view.language)])
    }),
  )
  const lines = Object.entries(LINES).flatMap(([field, linesOf]) => {
    // A change in several languages is shown once, in the first that has it.
    const changed = pairs.find(([old, view]) => linesOf(old).join('\n') !== linesOf(view).join('\n'))
    if (changed === undefined) return []
    const [was, is] = changed.map(linesOf)
    const removed = was!.filter(line => !is!.includes(line))
    const added = is!.filter(line => !was!.includes(line))
    // If as many lines were added as removed, each replaces one.
    const lines: [string, string][] =
      removed.length === added.length
        ? removed.map((line, index) => [line, added[index]!])
        : [...removed.map((line): [string, string] => [line, '']), ...added.map((line): [string, string] => ['', line])]
    // Only the order of the lines changed.
    if (lines.length === 0) return []
    const { language } = changed[1]
    return row(
      field,
      language,
      lines.map(([old, line]) => html`<p>${wordChange(old, line, language)}</p>`),
    )
  })
  return [...prose, ...lines]
}

const languageName = (language: Language, reader: Language): string =>
  new Intl.DisplayNames([interfaceLanguage(reader)], { type: 'language' }).of(language)!

/** Marks the words from the first that differs to the last, as they were and as they are, within the text that stays. */
export function wordChange(before: string, after: string, language: Language): Markup {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  const [was, is] = [before, after].map(text => [...segmenter.segment(text)].map(({ segment }) => segment))
  const shorter = Math.min(was!.length, is!.length)
  let start = 0
  while (start < shorter && was![start] === is![start]) start++
  let end = 0
  while (end < shorter - start && was!.at(-1 - end) === is!.at(-1 - end)) end++
  const between = (words: string[]) => words.slice(start, words.length - end).join('')
  const [removed, added] = [between(was!), between(is!)]
  return html`${is!.slice(0, start).join('')}${removed !== '' && html`<del>${removed}</del>`}${removed !== '' && added !== '' && ' '}${added !== '' && html`<ins>${added}</ins>`}${is!.slice(is!.length - end).join('')}`
}
