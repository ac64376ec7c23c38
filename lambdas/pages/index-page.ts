/** Index pages: every year, topic, tag, day, place, or person and body, each with its number of events. */
import { numberInWords, phrasesOf } from '../domain/language.ts'
import { type RenderContext, timelineTitle } from '../domain/view.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { linkTo, type Path, page } from './layout.ts'

export interface IndexItem {
  /** With the query, if it has one. */
  path: Path
  name: string
  events: number
  description?: string | null
}

/** Items under a heading, such as the years of a decade. */
export interface IndexGroup {
  name?: string
  items: readonly IndexItem[]
}

export interface IndexData {
  path: Path
  title: string
  groups: readonly IndexGroup[]
}

export function indexPage({ path, title, groups }: IndexData, context: RenderContext): string {
  const main = html`<div class="opening">
${roomOf(path, context)}
<h1>${title}</h1>
</div>
${indexGroups(groups, context)}`
  return page({ title, description: `${title}. ${timelineTitle(context)}.`, path, main }, context)
}

/** Index pages that lead to each other: the first is an entry of the menu. */
const ROOMS = [
  ['/timeline', '/years'],
  ['/categories', '/tags'],
  ['/places', '/actors'],
] as const

/** Links to the index pages around this one. */
export function roomOf(path: Path, { language, ...context }: RenderContext): Markup {
  const { shared, entry, year } = phrasesOf(language).pages
  const names = {
    '/timeline': shared.timeline,
    '/years': year.years,
    '/categories': shared.topics,
    '/tags': entry.tags,
    '/places': shared.places,
    '/actors': entry.actors,
  }
  const room = ROOMS.find(each => each.some(own => own === path)) ?? []
  return html`${
    room.length > 0 &&
    html`<p class="kicker">${room.map((each, index) => html`${index > 0 && ' · '}<a href="${linkTo(each, { language, ...context })}"${each === path && html` aria-current="page"`}>${names[each]}</a>`)}</p>`
  }`
}

export const indexGroups = (groups: readonly IndexGroup[], context: RenderContext): Markup =>
  html`${groups.map(({ name, items }) =>
    name === undefined
      ? list(items, context)
      : html`<div class="group"><h2>${name}</h2>${list(items, context)}</div>\n`,
  )}`

/** With descriptions a list of definitions, otherwise a row of links. */
function list(items: readonly IndexItem[], context: RenderContext): Markup {
  const count = (events: number) => html`<span class="count">${numberInWords(events, context.language)}</span>`
  const link = ({ path, name, events }: IndexItem) =>
    html`<a href="${linkTo(path, context)}">${name} ${count(events)}</a>`
  return items.some(({ description }) => description)
    ? html`<dl class="index">${items.map(item => html`<dt>${link(item)}</dt><dd>${item.description}</dd>\n`)}</dl>`
    : html`<ul class="topics">${items.map(item => html`<li>${link(item)}</li>\n`)}</ul>`
}
