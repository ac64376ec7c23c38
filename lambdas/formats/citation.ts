/**
 * How to cite an event, a series or the timeline: as a sentence, and as files for reference managers. A claim has its status in the title,
 * and its note says who makes it, so that it is not cited as a fact. The date is that of the version; readers add the day on which they
 * looked. Pure.
 */
import type { CivilDate, Instant } from '../domain/civil-date.ts'
import { phrasesOf } from '../domain/language.ts'
import { chooseFor, type Language } from '../domain/text.ts'
import { dateIn } from '../domain/time-zone.ts'
import { markedTitle, pageUrl, type RenderContext, timelineTitle } from '../domain/view.ts'
import type { EventView, SeriesView } from '../domain/view-schema.ts'
import { statement } from '../feeds/content.ts'

export interface Citation {
  /** Path in the API, to which the extension of a format is added. */
  path: string
  id: string
  title: string
  /** Title of the timeline, unless the timeline itself is cited. */
  container?: string
  publisher?: string
  /** Day and name of the version that is cited. */
  day: CivilDate
  version: string
  url: string
  language: Language
  /** When it happened, and who says so unless it is confirmed. */
  note?: string
}

/** Extensions of the files, with the names that reference managers give the formats. */
export const CITATION_FORMATS = { bib: 'BibTeX', ris: 'RIS', 'csl.json': 'CSL-JSON' } as const
export type CitationFormat = keyof typeof CITATION_FORMATS

const asSentence = (text: string): string => (/[.!?。]$/.test(text) ? text : `${text}.`)

const versionOf = ({ updatedAt, version }: { updatedAt: Instant; version: string }, context: RenderContext) => {
  const { language, timeline } = context
  return {
    ...(timeline.publisher && { publisher: chooseFor(timeline.publisher.name, context).text }),
    day: dateIn(timeline.timeZone, updatedAt),
    version,
    language,
  }
}

export function eventCitation(event: EventView, context: RenderContext): Citation {
  const { id, url, date, updatedAt, revision } = event
  return {
    path: `/v1/events/${id}`,
    id,
    title: markedTitle(event),
    container: timelineTitle(context),
    ...versionOf({ updatedAt, version: String(revision) }, context),
    url,
    note: [date.text, statement(event)]
      .filter(part => part !== '')
      .map(asSentence)
      .join(' '),
  }
}

/** @param timeline gives the version, because a series has none */
export const seriesCitation = (
  { id, title }: Pick<SeriesView, 'id' | 'title'>,
  timeline: { updatedAt: Instant; version: string },
  context: RenderContext,
): Citation => ({
  path: `/v1/series/${id}`,
  id,
  title,
  container: timelineTitle(context),
  ...versionOf(timeline, context),
  url: pageUrl(`/statistics/${id}`, context),
})

export const timelineCitation = (
  timeline: { updatedAt: Instant; version: string },
  context: RenderContext,
): Citation => ({
  path: '/v1/timeline',
  id: 'timeline',
  title: timelineTitle(context),
  ...versionOf(timeline, context),
  url: pageUrl('/timeline', context),
})

/** For footnotes, in the language of the reader. */
export function plainCitation({ title, container, publisher, day, url, note, language }: Citation): string {
  const { pages, day: dayInWords } = phrasesOf(language)
  const what = [pages.cite.quoted(title), container, publisher, pages.cite.version(dayInWords(day))]
  return [asSentence(what.filter(part => part !== undefined).join(', ')), note, url]
    .filter(part => part !== undefined)
    .join(' ')
}

/** The characters with a meaning in TeX. Others stay as they are: BibTeX files are UTF-8. BibTeX counts braces even after a backslash. */
const TEX: Record<string, string> = {
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

const tex = (text: string): string => text.replace(/[\\{}$&#%_~^]/g, each => TEX[each] ?? `\\${each}`)

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `@misc`, the type for web pages that BibTeX and biblatex both know. Double braces keep the capitals of a title. */
function bibTex({ id, title, container, publisher, day, version, url, language, note }: Citation): string {
  const [year, month, date] = day.split('-').map(Number)
  const fields: [name: string, value: string | undefined][] = [
    ['title', `{{${tex(title)}}}`],
    ['howpublished', container && `{${tex(container)}}`],
    ['publisher', publisher && `{{${tex(publisher)}}}`],
    ['year', `{${year}}`],
    ['month', MONTHS[month! - 1]],
    ['day', `{${date}}`],
    ['version', `{${tex(version)}}`],
    ['url', `{${url}}`],
    ['language', `{${language}}`],
    ['note', note && `{${tex(note)}}`],
  ]
  const lines = fields.flatMap(([name, value]) => (value ? `  ${name} = ${value}` : []))
  return `@misc{${id},\n${lines.join(',\n')}\n}\n`
}

/** https://en.wikipedia.org/wiki/RIS_(file_format): lines of a tag and a value, which has no line breaks. */
function ris({ id, title, container, publisher, day, version, url, language, note }: Citation): string {
  const fields: [tag: string, value: string | undefined][] = [
    ['TY', 'ELEC'],
    ['ID', id],
    ['TI', title],
    ['T2', container],
    ['PB', publisher],
    ['PY', day.slice(0, 4)],
    ['DA', day.replaceAll('-', '/')],
    ['ET', version],
    ['LA', language],
    ['UR', url],
    ['N1', note],
    ['ER', ''],
  ]
  return fields
    .flatMap(([tag, value]) => (value === undefined ? [] : `${tag}  - ${value.replace(/\s+/g, ' ')}\r\n`))
    .join('')
}

/** https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html */
const cslJson = ({ id, title, container, publisher, day, version, url, language, note }: Citation): object[] => [
  {
    id,
    type: 'webpage',
    title,
    ...(container !== undefined && { 'container-title': container }),
    ...(publisher !== undefined && { publisher }),
    issued: { 'date-parts': [day.split('-').map(Number)] },
    version,
    language,
    URL: url,
    ...(note !== undefined && { note }),
  },
]

/** The content of a file: text, or a value to write as JSON. */
export const CITATION_WRITERS: Record<CitationFormat, (citation: Citation) => string | object[]> = {
  bib: bibTex,
  ris,
  'csl.json': cslJson,
}
