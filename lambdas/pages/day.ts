/** The page of a day of the year: events that started on it in any year, and the neighbouring days with events. */
import type { MonthDay } from '../domain/civil-date.ts'
import { phrasesOf } from '../domain/language.ts'
import { type RenderContext, timelineTitle } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { html } from '../feeds/markup.ts'
import { eventList } from './event-list.ts'
import { linkTo, type Path, page } from './layout.ts'
import { eventsInWords, textsIn } from './phrases.ts'
import { type Pages, pager, sequence } from './sequence.ts'

const TEXTS = {
  en: {
    days: 'Days of the year',
    previous: 'Previous on record',
    next: 'Next on record',
    nothing: 'Nothing on record started on this day of the year.',
    wholeMonth: (month: string) => `In ${month}, on a day that is not known`,
    description: (day: string, timeline: string) => `What happened on ${day}, in all years. ${timeline}.`,
  },
  ko: {
    days: '날짜',
    previous: '기록이 있는 이전 날',
    next: '기록이 있는 다음 날',
    nothing: '이 날짜에 기록된 사건이 없습니다.',
    wholeMonth: (month: string) => `${month}, 날짜를 알 수 없는 사건`,
    description: (day: string, timeline: string) => `해마다 ${day}에 있었던 일. ${timeline}.`,
  },
}

export interface DayData extends Pages {
  monthDay: MonthDay
  /** Path and query of the page, without language prefix. */
  path: Path
  /** Number of events in all years. */
  total: number
  /** The events on this page, chronological. */
  events: readonly EventView[]
  /** On the 1st of a month: events of that month whose day is unknown. */
  wholeMonth: readonly EventView[]
  /** The neighbouring days with events; absent if no other day has any. */
  previous?: MonthDay
  next?: MonthDay
}

export function dayPage(
  { monthDay, path, total, events, wholeMonth, previous, next, ...pages }: DayData,
  context: RenderContext,
): string {
  const { language } = context
  const texts = textsIn(TEXTS, language)
  const { dayOfYear, monthOfYear } = phrasesOf(language)
  const href = (each: MonthDay) => linkTo(`/on/${each}`, context)
  const title = dayOfYear(monthDay)
  const main = html`<div class="opening">
<h1>${title}</h1>
<p class="meta">${total === 0 ? texts.nothing : eventsInWords(total, language)}</p>
</div>
${sequence(
  texts.days,
  previous !== undefined && { href: href(previous), title: dayOfYear(previous), direction: texts.previous },
  next !== undefined && { href: href(next), title: dayOfYear(next), direction: texts.next },
)}
${events.length > 0 && eventList(events, context)}
${pager(pages, language)}
${
  wholeMonth.length > 0 &&
  html`<section aria-labelledby="month">
<h2 id="month">${texts.wholeMonth(monthOfYear(monthDay))}</h2>
${eventList(wholeMonth, context)}
</section>`
}`
  return page(
    {
      title,
      description: texts.description(title, timelineTitle(context)),
      path,
      main,
      previous: previous && href(previous),
      next: next && href(next),
    },
    context,
  )
}
