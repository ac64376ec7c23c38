import type { StoredEvent, Tombstone } from '../../domain/event.ts'
import { dateIn } from '../../domain/time-zone.ts'
import { eventView, pagePath } from '../../domain/view.ts'
import { currentEvent } from '../../http/existing.ts'
import { cursorAfter, requestedPosition } from '../../http/paging.ts'
import { historyPage } from '../../pages/history.ts'
import { page } from './page.ts'

/** Number of versions on a page. */
const LIMIT = 20

export const getHistoryPage = page({
  path: '/events/{id}/history',
  parameters: ['namedEvent', 'cursor'],
  access: ['events:Query'],
  handle: async (request, { events }) => {
    const { parameters, renderContext } = request
    const { namedEvent: id, cursor } = parameters
    const { language, timeline } = renderContext
    const page = { order: 'desc', after: requestedPosition(request) } as const
    const { items, next } = await events.revisions(id, { ...page, limit: LIMIT })
    if (items.length === 0) await currentEvent(events, id, undefined)
    // The last version on this page is compared with the first on the next.
    const [base] = next === undefined ? [] : (await events.revisions(id, { ...page, after: next, limit: 1 })).items

    const languages = [language, ...timeline.languages.filter(each => each !== language)]
    const viewsOf = (version: StoredEvent | Tombstone) =>
      'deleted' in version ? [] : languages.map(each => eventView(version, { ...renderContext, language: each }))
    const views = [...items, ...(base ? [base] : [])].map(viewsOf)
    const versions = items.map(({ revision, updatedAt }, index) => ({
      revision,
      day: dateIn(timeline.timeZone, updatedAt),
      views: views[index]!,
      before: views[index + 1],
    }))
    const path = `/events/${id}/history` as const
    const earlier = next && pagePath(`${path}?cursor=${cursorAfter(request, next)}`, renderContext)
    return {
      body: historyPage({ id, path: cursor ? `${path}?cursor=${cursor}` : path, versions, earlier }, renderContext),
    }
  },
})
