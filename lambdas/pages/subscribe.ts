/** The page `/subscribe`: feeds and calendars with links to follow and copy, and a form to filter them. */
import { numberInWords, phrasesOf } from '../domain/language.ts'
import { pagePath, type RenderContext } from '../domain/view.ts'
import type { FeedName } from '../feeds/frame.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { page } from './layout.ts'
import { textsIn } from './phrases.ts'

/** A feed or calendar in one format. */
export interface Address {
  feed: FeedName
  /** Name of the format. */
  name: string
  /** Media type. */
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

interface SubscribeTexts {
  title: string
  lead: string
  feeds: Record<FeedName, string>
  calendar: string
  open: string
  copy: string
  copied: string
  narrow: string
  narrowLead: string
  categories: string
  tags: string
  significance: string
  significances: readonly [string, string, string, string, string]
  apply: string
  narrowedTo: (what: string) => string
  clear: string
  all: string
  allLead: string
}

const TEXTS: Record<'en' | 'ko', SubscribeTexts> = {
  en: {
    title: 'Subscribe',
    lead: 'Follow the timeline in the feed reader or calendar that you already use. There is nothing to sign up for: paste an address into the reader, or follow a calendar link.',
    feeds: { anniversaries: 'What comes round today', updates: 'What is new here', timeline: 'The whole timeline' },
    calendar: 'As a calendar',
    open: 'Add to your calendar',
    copy: 'Copy',
    copied: 'Copied',
    narrow: 'Only some of it',
    narrowLead: 'Choose, and the addresses below change. Values of one kind are alternatives; kinds narrow each other.',
    categories: 'Categories',
    tags: 'Tags',
    significance: 'Significance',
    significances: ['all events', 'at least 2', 'at least 3', 'at least 4', 'turning points only (5)'],
    apply: 'Change the addresses',
    narrowedTo: what => `The addresses below are narrowed to: ${what}.`,
    clear: 'Everything again',
    all: 'All feeds at once',
    allLead: 'Every feed in every language, and one for each category and tag, as a list that readers import (OPML).',
  },
  ko: {
    title: '구독',
    lead: '평소 쓰는 피드 리더나 달력에서 이 연표를 받아 볼 수 있습니다. 가입은 필요 없습니다. 주소를 리더에 붙여 넣거나 달력 링크를 누르십시오.',
    feeds: { anniversaries: '오늘의 역사', updates: '추가·수정된 항목', timeline: '전체 연표' },
    calendar: '달력으로',
    open: '내 달력에 추가',
    copy: '복사',
    copied: '복사됨',
    narrow: '일부만 받아 보기',
    narrowLead:
      '고르면 아래 주소가 바뀝니다. 같은 종류에서 고른 값은 하나라도 맞으면 되고, 다른 종류끼리는 함께 맞아야 합니다.',
    categories: '분류',
    tags: '태그',
    significance: '중요도',
    significances: ['모든 사건', '2 이상', '3 이상', '4 이상', '전환점만(5)'],
    apply: '주소 바꾸기',
    narrowedTo: what => `아래 주소는 다음으로 한정됩니다: ${what}.`,
    clear: '전체로 되돌리기',
    all: '모든 피드 한꺼번에',
    allLead: '모든 언어의 모든 피드와 분류별·태그별 피드를 리더에서 가져올 수 있는 목록(OPML)입니다.',
  },
}

export function subscribePage(data: SubscribeData, context: RenderContext): string {
  const texts = textsIn(TEXTS, context.language)
  return page(
    {
      path: '/subscribe',
      title: texts.title,
      description: texts.lead,
      main: html`<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
${narrowing(data, texts, context)}
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
<ul class="addresses">${own
    .filter(address => address !== calendar)
    .map(({ name, url, type }) => addressItem(name, url, type, texts.feeds[feed], texts))}</ul>
${
  calendar &&
  feed !== 'updates' &&
  html`<h3>${texts.calendar}</h3>
<p>${calendars[feed].description}</p>
<p><a class="button" href="${calendar.url.replace(/^https?:/, 'webcal:')}">${texts.open}</a></p>
<ul class="addresses">${addressItem(calendar.name, calendar.url, calendar.type, texts.feeds[feed], texts)}</ul>`
}</section>
`
}

/**
 * Shows the full URL, so that it can also be copied by hand.
 * @param what accessible description of the link target
 */
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
${chosen.length > 0 && html`<p class="narrowed">${texts.narrowedTo(chosen.join(', '))} <a href="${path}">${texts.clear}</a></p>`}`
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
