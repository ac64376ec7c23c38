/** Checks the settings of a timeline against each other. Pure. */
import { Compile, type Validator } from 'typebox/schema'
import { editDistance } from '../domain/edit-distance.ts'
import { type AuthoredTimeline, TimelineSchema } from '../domain/schema.ts'
import { isTimeZone } from '../domain/time-zone.ts'
import { schemaOf } from './explain.ts'
import { type Mistake, mistake } from './finding.ts'
import { type Declared, languageMistakes, mediaMistakes, termMistakes } from './mistakes.ts'
import { choice, orList } from './nearest.ts'

export const TIMELINE: Validator = Compile(TimelineSchema)

export function* timelineMistakes(timeline: Partial<AuthoredTimeline> & Pick<Declared, 'media'>): Generator<Mistake> {
  const { timeZone } = timeline
  if (timeZone !== undefined && !isTimeZone(timeZone))
    yield mistake(['timeZone'], `"${timeZone}" is not a known time zone`, () => zoneLike(timeZone))
  yield* languageMistakes(schemaOf(TIMELINE), timeline, timeline)
  for (const vocabulary of ['categories', 'tags'] as const) yield* renamedMistakes(timeline, vocabulary)
  yield* familyMistakes(timeline)
  yield* mediaMistakes(timeline, ['logo'], timeline.logo)
}

/** A former id must be free, and the current one declared. */
function* renamedMistakes(timeline: Partial<AuthoredTimeline>, vocabulary: 'categories' | 'tags'): Generator<Mistake> {
  const declared = Object.keys(timeline[vocabulary] ?? {})
  for (const [former, current] of Object.entries(timeline.formerly?.[vocabulary] ?? {})) {
    const path = ['formerly', vocabulary, former]
    if (declared.includes(former))
      yield mistake(path, `"${former}" is still among the ${vocabulary}`, 'an id that is no longer used')
    if (!declared.includes(current))
      yield mistake(path, `"${current}" is not among the ${vocabulary}`, () => choice(current, declared))
  }
}

/** Each category is in one family at most. */
function* familyMistakes(timeline: Partial<AuthoredTimeline>): Generator<Mistake> {
  const listed = new Set<string>()
  for (const [family, ids] of (timeline.families ?? []).entries())
    for (const [index, id] of ids.entries()) {
      yield* termMistakes(timeline, 'categories', ['families', family, index], id)
      if (listed.has(id)) yield mistake(['families', family, index], `"${id}" is listed twice`, 'each category once')
      listed.add(id)
    }
}

/** Zones with names similar to a wrong one. There are none for abbreviations such as KST. */
function zoneLike(name: string): string {
  const cityOf = (zone: string) => zone.split('/').at(-1)!.toLowerCase()
  const similar = Intl.supportedValuesOf('timeZone').filter(zone => editDistance(cityOf(zone), cityOf(name), 2) <= 2)
  const isClear = name.length > 3 && similar.length > 0
  return isClear ? orList(similar) : 'the IANA name of a zone, which is an area and a city, such as Asia/Seoul'
}
