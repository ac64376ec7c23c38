/** Generated timelines: the same for the same seed, skewed as real ones are, without a mistake, and not to be taken for real ones. */
import { describe, expect, test } from '@jest/globals'
import { Compile } from 'typebox/schema'
import { generatedRecords, MOST_EVENTS } from '../../../bench/generator/generated-timeline.ts'
import { checkEvent, declared, eventFields } from '../../../lambdas/data/check-event.ts'
import { authoredEvent } from '../../../lambdas/domain/authored.ts'
import { canonicalJson } from '../../../lambdas/domain/canonical-json.ts'
import { type Event, recurrenceKeyOf, STATUSES, startOf, type Term } from '../../../lambdas/domain/event.ts'
import { TimelineSchema } from '../../../lambdas/domain/schema.ts'
import { countKinds, type ExportRecord, latestOf, parseRecord } from '../../../lambdas/store/export-record.ts'

const EVENTS = 2_000

const generated = (events = EVENTS, seed = 1): ExportRecord[] => [...generatedRecords(events, seed)]
const lines = (records: readonly ExportRecord[]) => records.map(canonicalJson)

const records = generated()
const eventRecords = records.filter(record => record.kind === 'event')
const events = eventRecords.map(record => latestOf(record).event).filter(event => event !== undefined)
const { timeline } = records.find(record => record.kind === 'settings')!
const termsOf = (vocabulary: string) =>
  records.flatMap(record => (record.kind === 'term' && record.vocabulary === vocabulary ? [record.term as Term] : []))
const vocabularies = {
  categories: termsOf('categories').map(term => ({ description: {}, ...term })),
  tags: termsOf('tags'),
  actors: termsOf('actors'),
  places: termsOf('places'),
  units: termsOf('units'),
  media: [],
}

/** How often each value comes up, the most frequent first. */
function frequencies(valuesOf: (event: Event) => readonly (string | number)[]): [string | number, number][] {
  const values = Map.groupBy(events.flatMap(valuesOf), value => value)
  return [...values]
    .map(([value, { length }]) => [value, length] as [string | number, number])
    .sort((a, b) => b[1] - a[1])
}

describe('a seed', () => {
  test('gives the same bytes each time', () => {
    expect(lines(generated())).toEqual(lines(records))
  })

  test('of another number gives another timeline', () => {
    const others = lines(generated(100, 2))
    const own = new Set(lines(eventRecords))
    expect(others.filter(line => own.has(line))).toEqual([])
    expect(others[0]).toContain('"namespace":"00000000-0000-4000-8000-000000000002"')
  })

  test('gives a shorter timeline the events with which a longer one begins', () => {
    const shorter = lines(generated(150).filter(record => record.kind === 'event'))
    expect(shorter).toEqual(lines(eventRecords.slice(0, shorter.length)))
    expect(lines(generated(150).slice(0, 1))).toEqual(lines(records.slice(0, 1)))
  })

  test('gives as many events as are asked for, one by one', () => {
    expect(events).toHaveLength(EVENTS)
    const endless = generatedRecords(MOST_EVENTS, 1)
    endless.next()
    expect(canonicalJson(endless.next().value)).toBe(canonicalJson(records[1]))
  })
})

describe('what is generated', () => {
  test('is an export, in the order of the last change', () => {
    expect(lines(records).map(parseRecord)).toHaveLength(records.length)
    expect(records.at(-1)).toEqual({ kind: 'end', counts: countKinds(records.slice(1, -1)) })
    const changes = eventRecords.map(record => `${latestOf(record).updatedAt}#${record.id}`)
    expect(changes).toEqual(changes.toSorted())
    expect(new Set(eventRecords.map(({ id }) => id)).size).toBe(eventRecords.length)
    expect(timeline.published <= changes[0]!).toBe(true)
  })

  test('passes the checks of a data folder', () => {
    const ids = new Set(events.map(({ id }) => id))
    const around = {
      timeline: declared(timeline, vocabularies),
      isEvent: (id: string) => ids.has(id),
      eventsLike: () => 'none',
    }
    for (const event of events) {
      const authored = authoredEvent(event, timeline.languages)
      expect(checkEvent(eventFields(authored), event.id, around)).toEqual(authored)
    }
    const byId = (terms: readonly { id: string }[]) => Object.fromEntries(terms.map(({ id, ...term }) => [id, term]))
    const names = (terms: readonly Term[]) => Object.fromEntries(terms.map(({ id, name }) => [id, name]))
    const authored = {
      ...timeline,
      categories: byId(vocabularies.categories),
      tags: names(vocabularies.tags),
      actors: names(vocabularies.actors),
      places: byId(vocabularies.places),
      units: names(vocabularies.units),
    }
    expect(Compile(TimelineSchema).Errors(authored)[1]).toEqual([])
  })

  test('says so in every title, text and attribution, and its sources are nowhere', () => {
    expect(timeline.title.en).toMatch(/^Generated timeline 1/)
    const texts = events
      .flatMap(event => [event.title, event.summary, event.note, event.attribution])
      .filter(text => text !== undefined)
    expect(texts.filter(({ en, ko }) => !/^Generated\b/.test(en!) || !/^생성/.test(ko!))).toEqual([])
    const sources = events.flatMap(event => event.sources)
    expect(sources.filter(({ url }) => !url?.startsWith('https://example.org/generated/'))).toEqual([])
    expect(
      sources.filter(({ title, publisher }) => !/^Generated/.test(title as string) || !/^Generated/.test(publisher)),
    ).toEqual([])
  })

  test('has a history: corrections and deletions', () => {
    expect(eventRecords.filter(record => latestOf(record).deleted)).toHaveLength(EVENTS / 200)
    const revisions = new Set(eventRecords.map(record => record.revisions.length))
    expect(revisions).toEqual(new Set([1, 2, 3]))
  })
})

describe('the skew', () => {
  test('recent years are busier', () => {
    const since = (year: string) => events.filter(event => startOf(event) >= year).length
    expect(since('1974')).toBeGreaterThan(0.5 * EVENTS)
    expect(since('1874') - since('1974')).toBeLessThan(0.4 * EVENTS)
    expect(Math.max(...events.map(event => Number(startOf(event).slice(0, 4))))).toBe(2023)
  })

  test('some days of the year have far more events than the others', () => {
    const days = frequencies(event => [recurrenceKeyOf(event) ?? []].flat().filter(day => day.length === 5))
    expect(days.slice(0, 2).map(([day]) => day)).toEqual(['01-01', '07-14'])
    expect(days[0]![1]).toBeGreaterThan(8 * days[100]![1])
    expect(days.length).toBeGreaterThan(360)
  })

  test.each<['category' | 'tags' | 'actors' | 'places', (event: Event) => string[], number]>([
    ['category', event => [event.category.id], 12],
    ['tags', event => event.tags.map(({ id }) => id), 250],
    ['actors', event => event.actors.map(({ id }) => id), 350],
    ['places', event => event.places.map(({ id }) => id), 200],
  ])('a few values of %s lead and a long tail follows', (_, idsOf, most) => {
    const values = frequencies(idsOf)
    expect(values.length).toBeGreaterThanOrEqual(most)
    expect(values[0]![1]).toBeGreaterThan(5 * values[Math.min(values.length - 1, 20)]![1])
  })

  test('few events are turning points, most are confirmed, and each kind of date and status is there', () => {
    const significances = new Map(frequencies(event => [event.significance]))
    expect([...significances.keys()].sort()).toEqual([1, 2, 3, 4, 5])
    expect(significances.get(5)).toBeLessThan(0.04 * EVENTS)
    const statuses = frequencies(event => [event.status])
    expect(statuses[0]![0]).toBe('confirmed')
    expect(statuses.map(([status]) => status).sort()).toEqual([...STATUSES].sort())
    for (const form of [/^\d{4}~?$/, /^\d{4}-\d\d~?$/, /^\d{4}-\d\d-\d\d$/, /\//])
      expect(events.filter(({ date }) => form.test(date)).length).toBeGreaterThan(0.02 * EVENTS)
  })
})
