/** Index pages: every year, topic, tag, day, place, or person and body, each with its number of events. */
import { numberInWords } from '../domain/language.ts'
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
<h1>${title}</h1>
</div>
${indexGroups(groups, context)}`
  return page({ title, description: `${title}. ${timelineTitle(context)}.`, path, main }, context)
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
