/**
 * Walks both tables and reports what is inconsistent: computes entries, counts, indexes, revisions and metadata from the events alone.
 * It spells the layout out by itself, as `tables.ts` draws it, so that it does not repeat a mistake of the adapter.
 */
import { canonicalJson } from '../../lambdas/domain/canonical-json.ts'
import {
  DIMENSIONS,
  type Event,
  endOf,
  facetsOf,
  recurrenceKeyOf,
  startOf,
  timeKeyOf,
} from '../../lambdas/domain/event.ts'
import type { EventsIndex } from '../../lambdas/store/tables.ts'
import type { TestStore } from './engine.ts'
import { allItems, type Item } from './store-dump.ts'

const COUNTED = [...DIMENSIONS, 'year', 'recurrence', 'calendar-year', 'calendar-month', 'calendar-day']

/** One line for each thing that is missing, left over or wrong; none for a store in order. */
export async function discrepancies({ client, tables }: Pick<TestStore, 'client' | 'tables'>): Promise<string[]> {
  const items = await allItems(client, tables.events)
  const currents = items.filter(item => item.pk.startsWith('EVENT#') && item.sk === 'CURRENT')
  const live = currents.filter(item => !item.deleted)
  const inPartition = (test: RegExp) => items.filter(({ pk }) => test.test(pk))

  const index = async (name: EventsIndex, expected: string[]) => {
    const found = await allItems(client, tables.events, name)
    const keys = { byTime: ['year', 'timeKey'], byDay: ['recurrence', 'timeKey'], byChange: ['change', 'changeKey'] }
    return compared(
      name,
      found.map(item => [item.pk, ...keys[name].map(key => item[key])].join(' ')),
      expected,
    )
  }
  return [
    ...compared(
      'revision',
      inPartition(/^EVENT#/)
        .filter(({ sk }) => sk !== 'CURRENT')
        .map(({ pk, sk }) => `${pk} ${sk}`),
      currents.flatMap(({ pk, revision }) =>
        Array.from({ length: revision }, (_, i) => `${pk} REVISION#${String(i + 1).padStart(6, '0')}`),
      ),
    ),
    ...currents.flatMap(current => latestRevision(current, items)),
    ...compared(
      'entry',
      inPartition(/^FACET#(?!recurrence#|span#|former#|related#)\w+#/).map(
        ({ pk, sk, id, facets }) => `${pk} ${sk} ${id} ${facets.join()}`,
      ),
      live.flatMap(({ id, event }) => {
        const facets = facetIds(event)
        return facets.map(facet => `FACET#${facet} ${timeKeyOf(event)} ${id} ${facets.join()}`)
      }),
    ),
    ...compared(
      'entry',
      inPartition(/^FACET#recurrence#/).map(({ pk, sk, id, first }) => `${pk} ${sk} ${id} ${first}`),
      live.flatMap(({ event }) => recurrenceEntry(event)),
    ),
    ...compared(
      'entry',
      inPartition(/^FACET#span#/).map(({ pk, sk, id, facets, end }) => `${pk} ${sk} ${id} ${facets.join()} ${end}`),
      live.flatMap(({ id, event }) => {
        const rest = `${timeKeyOf(event)} ${id} ${facetIds(event).join()} ${endOf(event)}`
        return blocks(startOf(event), endOf(event)).map(block => `FACET#span#${block} ${rest}`)
      }),
    ),
    ...compared(
      'entry',
      inPartition(/^FACET#former#/).map(({ pk, sk, id }) => `${pk} ${sk} ${id}`),
      live.flatMap(({ id, event }) =>
        (event.formerly ?? []).map((former: string) => `FACET#former#${former} ${timeKeyOf(event)} ${id}`),
      ),
    ),
    ...compared(
      'entry',
      inPartition(/^FACET#related#/).map(({ pk, sk, id }) => `${pk} ${sk} ${id}`),
      live.flatMap(({ id, event }) =>
        event.related.map((other: string) => `FACET#related#${other} ${timeKeyOf(event)} ${id}`),
      ),
    ),
    ...compared(
      'count',
      inPartition(/^FACET#\w+$/)
        .filter(({ events }) => events !== 0)
        .map(({ pk, sk, events }) => `${pk} ${sk} ${events}`),
      tally(live.flatMap(({ event }) => countedOf(event))),
    ),
    ...compared(
      'calendar count',
      inPartition(/^FACET#calendar-/).flatMap(item =>
        Object.entries(item)
          .filter(([name, events]) => name.startsWith('category#') && events !== 0)
          .map(([name, events]) => `${item.pk} ${item.sk} ${name} ${events}`),
      ),
      tally(live.flatMap(({ event }) => calendarOf(event))),
    ),
    ...(await index(
      'byTime',
      live.map(({ pk, event }) => `${pk} ${timeKeyOf(event).slice(0, 4)} ${timeKeyOf(event)}`),
    )),
    ...(await index(
      'byDay',
      live.flatMap(({ pk, event }) => {
        const recurrence = recurrenceKeyOf(event)
        return recurrence === undefined ? [] : [`${pk} ${recurrence} ${timeKeyOf(event)}`]
      }),
    )),
    ...(await index(
      'byChange',
      currents.map(({ pk, id, updatedAt }) => `${pk} CHANGE ${updatedAt}#${id}`),
    )),
    ...compared(
      'series',
      inPartition(/^SERIES$/).map(({ sk }) => `SERIES#${sk} CURRENT`),
      inPartition(/^SERIES#/).map(({ pk, sk }) => `${pk} ${sk}`),
    ),
    ...compared(
      'other item',
      items
        .filter(({ pk }) => !/^(EVENT#|FACET#|VOCABULARY#|SERIES(#|$))/.test(pk))
        .map(({ pk, sk, loading, sequence, updatedAt }) => `${pk} ${sk} ${loading} ${typeof sequence} ${updatedAt}`),
      [`TIMELINE HEAD undefined number ${latestChange(items, currents)}`],
    ),
    ...compared(
      'count of no dimension',
      inPartition(/^FACET#(?!significance#|span#|former#|related#)/).flatMap(({ pk }) =>
        COUNTED.includes(pk.split('#')[1]!) ? [] : pk,
      ),
      [],
    ),
    ...misplacedHighlights(await allItems(client, tables.highlights)),
  ]
}

const countedFacets = (event: Event): string[] =>
  DIMENSIONS.flatMap(dimension => facetsOf(event)[dimension].map(value => `${dimension}#${value}`))

/** By significance there are entries, but no counts. */
const facetIds = (event: Event): string[] => [...countedFacets(event), `significance#${event.significance}`]

/** The years that an event of more than a day touches, or where they are more than ten, the decades, centuries or millennia. */
function blocks(start: string, end: string): string[] {
  if (start === end) return []
  for (const digits of [4, 3, 2]) {
    const all = new Set<string>()
    for (let year = Number(start.slice(0, 4)); year <= Number(end.slice(0, 4)); year++)
      all.add(String(year).padStart(4, '0').slice(0, digits))
    if (all.size <= 10) return [...all]
  }
  return Array.from('0123456789').filter(digit => digit >= start[0]! && digit <= end[0]!)
}

/** The hundred years in the order of their entries: by the remainders of 5, 2, 25 and 4. */
const HUNDRED = Array.from({ length: 100 }, (_, year) => year).sort(
  (a, b) => (a % 5) - (b % 5) || (a % 2) - (b % 2) || (b % 25) - (a % 25) || (a % 4) - (b % 4),
)

function recurrenceEntry(event: Event): string[] {
  const recurrence = recurrenceKeyOf(event)
  if (recurrence === undefined) return []
  const { id, significance, observance } = event
  const year = Number(timeKeyOf(event).slice(0, 4))
  const origin = observance ? observance.since - 1 : year
  const kind = observance ? 'observance' : recurrence.length === 2 ? 'month' : 'anniversary'
  const place = HUNDRED.indexOf(origin % 100)
  // A digit for each remainder: the place in a system of fives and twos.
  const cycle = [Math.floor(place / 20), Math.floor(place / 10) % 2, Math.floor(place / 2) % 5, place % 2].join('')
  const sk = `${significance}#${cycle}#${String(origin).padStart(4, '0')}#${kind}#${id}`
  return [`FACET#recurrence#${recurrence} ${sk} ${id} ${Math.max(year + 1, origin + 1)}`]
}

function countedOf(event: Event): string[] {
  const recurrence = recurrenceKeyOf(event)
  const year = `year#${timeKeyOf(event).slice(0, 4)}`
  return [...countedFacets(event), year, ...(recurrence === undefined ? [] : [`recurrence#${recurrence}`])]
}

/** In which year, month and day an event of its category starts. */
const calendarOf = (event: Event): string[] =>
  Object.entries({ year: 4, month: 7, day: 10 }).map(
    ([unit, length]) => `calendar-${unit}#${timeKeyOf(event).slice(0, length)} category#${event.category.id}`,
  )

function tally(counted: readonly string[]): string[] {
  const events = new Map<string, number>()
  for (const value of counted) events.set(value, (events.get(value) ?? 0) + 1)
  return [...events].map(([value, count]) => `FACET#${value.replace('#', ' ')} ${count}`)
}

const latestChange = (items: readonly Item[], currents: readonly Item[]): string =>
  [...items.map(item => item.timeline?.published ?? ''), ...currents.map(item => item.updatedAt)].sort().at(-1)

/** The last revision is the event, or tombstone, as it is now. */
function latestRevision(current: Item, items: readonly Item[]): string[] {
  const sk = `REVISION#${String(current.revision).padStart(6, '0')}`
  const latest = items.find(item => item.pk === current.pk && item.sk === sk)
  const differing = ['id', 'event', 'deleted', 'createdAt', 'updatedAt', 'revision'].filter(
    name => canonicalJson({ _: latest?.[name] }) !== canonicalJson({ _: current[name] }),
  )
  return differing.map(name => `${current.pk} ${sk} differs from the event in ${name}`)
}

function misplacedHighlights(items: readonly Item[]): string[] {
  return items
    .filter(({ pk, sk, occurrence }) => {
      if (pk === 'LEDGER') return !/^(WATERMARK|\d{4}-\d\d-\d\d)$/.test(sk)
      const { date, rank, eventId } = occurrence
      return pk !== `HIGHLIGHT#${date.slice(0, 7)}` || sk !== `${date}#${String(rank).padStart(2, '0')}#${eventId}`
    })
    .map(({ pk, sk }) => `highlight ${pk} ${sk} is in the wrong place`)
}

function compared(kind: string, found: readonly string[], expected: readonly string[]): string[] {
  const isFound = new Set(found)
  const isExpected = new Set(expected)
  return [
    ...expected.filter(each => !isFound.has(each)).map(each => `${kind} missing: ${each}`),
    ...found.filter(each => !isExpected.has(each)).map(each => `${kind} left over: ${each}`),
    ...(found.length === isFound.size ? [] : [`${kind} twice`]),
  ]
}
