import { isMonthDay, type MonthDay } from '../../domain/civil-date.ts'
import type { StoredEvent } from '../../domain/event.ts'
import { eventView } from '../../domain/view.ts'
import { bidirectionalPage } from '../../http/bidirectional-paging.ts'
import { dayPage } from '../../pages/day.ts'
import type { Page } from '../../store/event-store.ts'
import { page } from './page.ts'

const MAX_OF_MONTH = 50

const NONE: Page<StoredEvent> = { items: [] }

export const getDayPage = page({
  path: '/on/{monthDay}',
  parameters: ['namedDay', 'cursor', 'before'],
  access: ['events:Query', 'events/byDay:Query'],
  handle: async (request, { events }) => {
    const { parameters, renderContext } = request
    const { namedDay: monthDay } = parameters
    const [stretch, recurrences, wholeMonth] = await Promise.all([
      bidirectionalPage(request, `/on/${monthDay}`, page => events.recurring(monthDay, page)),
      events.counts('recurrence'),
      // Events known to the month only are marked on its first day.
      monthDay.endsWith('-01') ? events.recurring(monthDay.slice(0, 2), { limit: MAX_OF_MONTH, order: 'asc' }) : NONE,
    ])
    // The counts include months, which are not days.
    const days = recurrences.map(({ value }) => value).filter(isMonthDay)
    const body = dayPage(
      {
        ...stretch,
        monthDay,
        total: recurrences.find(({ value }) => value === monthDay)?.events ?? 0,
        events: stretch.events.map(event => eventView(event, renderContext)),
        wholeMonth: wholeMonth.items.map(event => eventView(event, renderContext)),
        ...neighborsInYear(days, monthDay),
      },
      renderContext,
    )
    return { body }
  },
})

/** The nearest days of the year before and after `day` that have events; the year wraps around. */
function neighborsInYear(days: readonly MonthDay[], day: MonthDay): { previous?: MonthDay; next?: MonthDay } {
  const others = days.filter(each => each !== day)
  if (others.length === 0) return {}
  return {
    previous: others.findLast(each => each < day) ?? others.at(-1)!,
    next: others.find(each => each > day) ?? others[0]!,
  }
}
