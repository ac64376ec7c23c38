import type { Recurring } from '../../domain/anniversary.ts'
import { addDays } from '../../domain/civil-date.ts'
import { facetView, occurrenceView } from '../../domain/view.ts'
import { homePage } from '../../pages/home.ts'
import { EVERYTHING } from '../../pages/timeline-view.ts'
import { withEvents } from '../../store/with-events.ts'
import { readSpan, readView } from '../read-view.ts'
import { page } from './page.ts'

const DAYS_BACK = 60
const DAYS_AHEAD = 60
/** Entries of each list at most. Other pages have the rest. */
const MAX_TODAY = 6
const MAX_AROUND = 4

export const getHomePage = page({
  path: '/',
  cache: 'today',
  inSitemap: true,
  access: ['events:Query', 'events/byTime:Query', 'events:BatchGetItem', 'highlights:Query'],
  handle: async (request, services) => {
    const { metadata, renderContext } = request
    const { events } = services
    const today = request.today()
    const { leapDay } = metadata.timeline
    const occurring = (from: string, to: string, limit: number) =>
      withEvents(events, events.occurrences(from, to, leapDay, { limit }))
    const marked = services.highlights.highlights(addDays(today, -DAYS_BACK), addDays(today, -1), { limit: MAX_AROUND })
    const [onThisDay, comingUp, highlights, view] = await Promise.all([
      occurring(today, today, MAX_TODAY),
      occurring(addDays(today, 1), addDays(today, DAYS_AHEAD), MAX_AROUND),
      withEvents(events, marked),
      readSpan(request, services).then(span => readView(request, services, EVERYTHING, span)),
    ])
    const shown = ({ items }: { items: Recurring[] }) =>
      items.map(({ occurrence, event }) => occurrenceView(occurrence, event, renderContext))
    const body = homePage(
      {
        today,
        onThisDay: shown(onThisDay),
        comingUp: shown(comingUp),
        highlights: shown(highlights),
        view,
        categories: view.categories.map(each => facetView(each, renderContext)),
      },
      renderContext,
    )
    return { body }
  },
})
