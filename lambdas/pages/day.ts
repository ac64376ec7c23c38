/** The page of a day of the year: events that started on it in any year, and the neighbouring days with events. */
import type { MonthDay } from '../domain/civil-date.ts'
import { phrasesOf } from '../domain/language.ts'
import { type RenderContext, timelineTitle } from '../domain/view.ts'
import type { EventView } from '../domain/view-schema.ts'
import { html } from '../feeds/markup.ts'
import { eventList } from './event-list.ts'
import { linkTo, type Path, page } from './layout.ts'
import { type Pages, pager, sequence } from './sequence.ts'

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
  const texts = phrasesOf(language).pages.day
  const { dayOfYear, monthOfYear } = phrasesOf(language)
  const href = (each: MonthDay) => linkTo(`/on/${each}`, context)
  const title = dayOfYear(monthDay)
  const main = html`<div class="opening">
<p class="kicker"><a href="${linkTo('/days', context)}">${texts.days}</a></p>
<h1>${title}</h1>
<p class="meta">${total === 0 ? texts.nothing : phrasesOf(language).pages.shared.events(total)}</p>
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
