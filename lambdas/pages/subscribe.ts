/** The page `/subscribe`: feeds and calendars with links to follow and copy, and a form to filter them. */
import { type Interface, numberInWords, phrasesOf } from '../domain/language.ts'
import { pagePath, type RenderContext } from '../domain/view.ts'
import type { FeedName } from '../feeds/frame.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { page } from './layout.ts'

/** A feed or calendar in one format. */
export interface Address {
  feed: FeedName
  name: string
  type: string
  url: string
}

/** A value by which feeds can be filtered. */
export interface Choice {
  value: string
  name: string
  events: number
  isChosen: boolean
}

export interface SubscribeData {
  /** URLs with the chosen filter. */
  addresses: readonly Address[]
  categories: readonly Choice[]
  tags: readonly Choice[]
  minSignificance: number
  /** URL of the list of all feeds. */
  opml: string
}

const FEEDS = ['anniversaries', 'updates', 'timeline'] as const

const CALENDARS = {
  google: (url: string) => `https://calendar.google.com/calendar/render?${new URLSearchParams({ cid: webcal(url) })}`,
  apple: webcal,
  outlook: (url: string, name: string) =>
    `https://outlook.live.com/calendar/0/addfromweb?${new URLSearchParams({ url, name })}`,
}

/** The scheme that calendar applications open. */
function webcal(url: string): string {
  return url.replace(/^https?:/, 'webcal:')
}

type SubscribeTexts = Interface['pages']['subscribe']

export function subscribePage(data: SubscribeData, context: RenderContext): string {
  const texts = phrasesOf(context.language).pages.subscribe
  return page(
    {
      path: '/subscribe',
      title: texts.title,
      description: texts.lead,
      main: html`<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
${narrowing(data, texts, context)}
<p class="lead">${texts.feedsLead}</p>
${FEEDS.map(feed => feedSection(feed, data, texts, context))}
<section><h2>${texts.all}</h2>
<p>${texts.allLead}</p>
<ul class="addresses">${addressItem('OPML', data.opml, 'text/x-opml', texts.all, texts)}</ul></section>`,
    },
    context,
  )
}

function feedSection(
  feed: FeedName,
  { addresses }: SubscribeData,
  texts: SubscribeTexts,
  context: RenderContext,
): Markup {
  const { feeds, calendars } = phrasesOf(context.language)
  const own = addresses.filter(address => address.feed === feed)
  const calendar = own.find(({ type }) => type === 'text/calendar')
  return html`<section class="feed" id="${feed}"><h2>${texts.feeds[feed]}</h2>
<p>${feeds[feed].description}</p>
${
  calendar &&
  feed !== 'updates' &&
  html`<h3>${texts.calendar}</h3>
<p>${calendars[feed].description}</p>
<ul class="actions">${(['google', 'apple', 'outlook'] as const).map(app => html`<li><a href="${CALENDARS[app](calendar.url, texts.feeds[feed])}">${texts.calendars[app]}<span class="unseen">: ${texts.feeds[feed]}</span></a></li>\n`)}</ul>
<ul class="addresses">${addressItem(calendar.name, calendar.url, calendar.type, texts.feeds[feed], texts)}</ul>
<h3>${texts.asFeed}</h3>`
}
<ul class="addresses">${own
    .filter(address => address !== calendar)
    .map(({ name, url, type }) => addressItem(name, url, type, texts.feeds[feed], texts))}</ul></section>
`
}

/** Shows the full URL, so that it can also be copied by hand. @param what accessible description of the link target */
const addressItem = (
  name: string,
  url: string,
  type: string,
  what: string,
  { copy, copied }: SubscribeTexts,
): Markup => html`
<li><a href="${url}" type="${type}">${name}</a> <code>${url}</code> <button type="button" hidden data-copy="${url}" data-copied="${copied}">${copy}<span class="unseen"> ${name}: ${what}</span></button></li>`

function narrowing(
  { categories, tags, minSignificance }: SubscribeData,
  texts: SubscribeTexts,
  context: RenderContext,
): Markup {
  const path = pagePath('/subscribe', context)
  const chosen = [...categories, ...tags].filter(({ isChosen }) => isChosen).map(({ name }) => name)
  if (minSignificance > 1) chosen.push(`${texts.significance} ${texts.significances[minSignificance - 1]}`)
  return html`<details class="narrow"><summary>${texts.narrow}</summary>
<form action="${path}">
<p>${texts.narrowLead}</p>
${choices('category', texts.categories, categories, context)}
${choices('tag', texts.tags, tags, context)}
<p><label for="minSignificance">${texts.significance}</label>
<select id="minSignificance" name="minSignificance">${texts.significances.map(
    (name, index) =>
      html`<option value="${index + 1}"${index + 1 === minSignificance && html` selected`}>${name}</option>`,
  )}</select></p>
<p><button type="submit">${texts.apply}</button></p>
</form>
</details>
${chosen.length > 0 && html`<p class="narrowed">${texts.narrowedTo(phrasesOf(context.language).list(chosen))} <a href="${path}">${texts.clear}</a></p>`}`
}

const choices = (
  name: 'category' | 'tag',
  legend: string,
  all: readonly Choice[],
  { language }: RenderContext,
): Markup =>
  html`<fieldset><legend>${legend}</legend>
<ul class="choices">${all.map(
    choice => html`
<li><label><input type="checkbox" name="${name}" value="${choice.value}"${choice.isChosen && html` checked`}> ${choice.name} <span class="count">${numberInWords(choice.events, language)}</span></label></li>`,
  )}</ul></fieldset>`
