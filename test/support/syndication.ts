/** Feeds as the handlers make them, from plain events, and the chronology that ships with Annals as a store would hold it. */

import { readContents } from '../../lambdas/data/read-contents.ts'
import type { Recurring } from '../../lambdas/domain/anniversary.ts'
import { type CivilDate, daysFromTo } from '../../lambdas/domain/civil-date.ts'
import type { Contents, StoredEvent, Timeline, Tombstone } from '../../lambdas/domain/event.ts'
import type { RenderContext } from '../../lambdas/domain/view.ts'
import { anniversariesFeed } from '../../lambdas/feeds/anniversaries.ts'
import type { Feed } from '../../lambdas/feeds/feed.ts'
import type { FeedName } from '../../lambdas/feeds/frame.ts'
import { timelineFeed } from '../../lambdas/feeds/timeline.ts'
import { updatesFeed } from '../../lambdas/feeds/updates.ts'
import { planLoad } from '../../lambdas/store/load-plan.ts'
import { DATA_FOLDER } from './data-folder.ts'
import { aTimeline } from './events.ts'
import { occurrencesOn } from './occurrences.ts'

const PUBLIC_URL = 'https://annals.example'

export const aSetting = (language: string, timeline: Timeline = aTimeline()): RenderContext => ({
  language,
  timeline,
  publicUrl: PUBLIC_URL,
})

/** The address of a feed, without its extension, which decides nothing. */
export const selfUrlOf = (name: FeedName, { publicUrl, language }: RenderContext): string =>
  `${publicUrl}/feeds/${name}?lang=${language}`

/** The occurrences on `days`, in the order of the days, the highest rank of a day first. */
export function highlightsOf(
  events: readonly StoredEvent[],
  days: readonly CivilDate[],
  { leapDay }: Timeline,
): Recurring[] {
  const byId = new Map(events.map(event => [event.id, event]))
  return days
    .flatMap(day => occurrencesOn(events, day, leapDay))
    .map(occurrence => ({ occurrence, event: byId.get(occurrence.eventId)! }))
}

/** @param changedAt as `TimelineMetadata.updatedAt` */
export const anniversaries = (
  highlights: readonly Recurring[],
  context: RenderContext,
  changedAt: string = context.timeline.published,
): Feed => anniversariesFeed(highlights, changedAt, selfUrlOf('anniversaries', context), context)

export const updates = (changes: readonly (StoredEvent | Tombstone)[], context: RenderContext): Feed =>
  updatesFeed(changes, selfUrlOf('updates', context), context)

/** @param events latest first @param changedAt as `TimelineMetadata.updatedAt` */
export const timelineOf = (
  events: readonly StoredEvent[],
  context: RenderContext,
  changedAt: string = context.timeline.published,
): Feed => timelineFeed(events, changedAt, selfUrlOf('timeline', context), context)

/** `feed` as a page among others, with a hub. */
export const linked = (feed: Feed): Feed => ({
  ...feed,
  links: [
    { rel: 'hub', href: 'https://hub.example/?a=b&c=d' },
    { rel: 'first', href: `${feed.selfUrl}&page=1` },
    { rel: 'previous', href: `${feed.selfUrl}&page=2` },
    { rel: 'next', href: `${feed.selfUrl}&page=4` },
    { rel: 'last', href: `${feed.selfUrl}&page=9` },
  ],
})

/** The timeline of the tests, its events with the times that a load into an empty store gives them, in the order of time. */
export async function chronology(): Promise<{ contents: Contents; events: StoredEvent[] }> {
  const contents = await readContents(DATA_FOLDER)
  const { published } = contents.timeline
  const times = { at: '9999-01-01T00:00:00Z', published }
  const { writes } = planLoad(new Map(), contents.events, event => event.id, times)
  return { contents, events: writes.map(({ event, revision }) => ({ ...event, ...revision })) }
}

/** Every feed of the whole chronology in each language: each event as an update, in the timeline, and as a highlight of one leap year. */
export async function chronologyFeeds(): Promise<{ name: FeedName; language: string; feed: Feed }[]> {
  const { contents, events } = await chronology()
  const year = daysFromTo('2028-01-01', '2028-12-31').reverse()
  const highlights = highlightsOf(events, year, contents.timeline)
  const { updatedAt } = events.toSorted(latestChangeFirst)[0]!
  return contents.timeline.languages.flatMap(language => {
    const context = aSetting(language, contents.timeline)
    return [
      { name: 'anniversaries' as const, language, feed: anniversaries(highlights, context, updatedAt) },
      { name: 'updates' as const, language, feed: updates([...events].sort(latestChangeFirst), context) },
      { name: 'timeline' as const, language, feed: timelineOf([...events].reverse(), context, updatedAt) },
    ]
  })
}

/** As the index of changes orders them. */
export const latestChangeFirst = (a: StoredEvent | Tombstone, b: StoredEvent | Tombstone): number =>
  `${a.updatedAt}#${a.id}` < `${b.updatedAt}#${b.id}` ? 1 : -1
