/** Shows an error to people: of the same status and meaning as the problem that a program gets, in words and with a way on. */
import { nearest } from '../data/nearest.ts'
import { civilDate } from '../domain/civil-date.ts'
import type { Timeline } from '../domain/event.ts'
import { phrasesOf } from '../domain/language.ts'
import { eventView, facetView, markedTitle, pagePath, type Setting } from '../domain/view.ts'
import type { ApiServices, Call, Failed, ShowProblem } from '../http/call.ts'
import { FACET_PATHS, type PagedDimension } from '../pages/facet.ts'
import { problemPage, type Suggestion } from '../pages/problem.ts'
import type { EventReader } from '../store/event-store.ts'
import { foundEvents } from './found-events.ts'

const MOST_SUGGESTIONS = 5

export const showProblem: ShowProblem<ApiServices> = async ({ status, detail }, failed, services) => {
  // Where something is broken, nothing more is asked of it.
  const head = failed.call?.head ?? (status < 500 ? await services.events.head().catch(() => undefined) : undefined)
  const setting = settingOf(failed.rawPath, head?.timeline ?? UNKNOWN)
  // Whatever keeps the way on from being found, the problem itself is told.
  const suggestions = status === 404 ? await suggestionsFor(failed, setting, services).catch(() => []) : []
  return {
    body: problemPage({ status, detail, suggestions, words: wordsOf(failed.rawPath) }, setting),
    headers: { 'content-language': setting.language },
  }
}

/** What a page is framed by while the store does not say. */
const UNKNOWN: Timeline = {
  title: { en: 'Timeline', ko: '연표' },
  description: {},
  languages: ['en'],
  timeZone: 'UTC',
  leapDay: 'skip',
  namespace: '',
  published: '',
}

/** The language is that of the address, also where there is nothing at it. */
function settingOf(rawPath: string, timeline: Timeline): Setting {
  const first = rawPath.split('/')[1]
  const language = timeline.languages.find(each => each === first) ?? timeline.languages[0]!
  return { language, timeline, publicUrl: '' }
}

/** The words of an address: `/events/hanawon-opens` is about "hanawon opens". */
function wordsOf(rawPath: string): string {
  const last = rawPath.split('/').at(-1) ?? ''
  return (last.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ').slice(0, 100)
}

/** What was perhaps meant; nothing is read for an address that no page could have. */
async function suggestionsFor(
  { call, rawPath }: Failed,
  setting: Setting,
  services: ApiServices,
): Promise<Suggestion[]> {
  const { events } = services
  switch (call?.route?.operation) {
    case 'getEventPage':
      return call.head ? likeEvents(wordsOf(rawPath), call as Call, setting, services) : []
    case 'getTagPage':
      return likeValues('tag', call.path!.tag!, setting, events)
    case 'getCategoryPage':
      return likeValues('category', call.path!.category!, setting, events)
    case 'getYearPage':
      return yearsAround(call.path!.year!, setting, events)
    default:
      return []
  }
}

async function likeEvents(q: string, call: Call, setting: Setting, services: ApiServices): Promise<Suggestion[]> {
  const query = { q, sort: 'relevance', order: 'asc', facets: {}, significance: [] } as const
  const { items } = await foundEvents(call, services, query, { limit: MOST_SUGGESTIONS })
  return items.map(event => ({
    title: markedTitle(eventView(event, setting)),
    href: pagePath(`/events/${event.id}`, setting),
  }))
}

async function likeValues(
  dimension: PagedDimension,
  value: string,
  setting: Setting,
  events: EventReader,
): Promise<Suggestion[]> {
  const counts = new Map((await events.counts(dimension)).map(count => [count.value, count]))
  return nearest(value, [...counts.keys()]).map(each => ({
    title: facetView(counts.get(each)!, setting).name ?? each,
    href: pagePath(`${FACET_PATHS[dimension]}/${each}`, setting),
  }))
}

/** The last before and the first after a year that has no events. */
async function yearsAround(year: string, setting: Setting, events: EventReader): Promise<Suggestion[]> {
  const years = (await events.counts('year')).map(({ value }) => value)
  const around = [years.findLast(each => each < year), years.find(each => each > year)]
  return around.flatMap(each =>
    each === undefined
      ? []
      : {
          title: phrasesOf(setting.language).year(civilDate(Number(each), 1, 1)),
          href: pagePath(`/years/${each}`, setting),
        },
  )
}
