/**
 * The DynamoDB adapter that reads occurrences, highest rank of a day first. A day with few events is read as a whole. On a day with many,
 * entries of one rank are adjacent (`recurrenceSortKey`), and only as many ranks are read as needed.
 */
import {
  compareOccurrences,
  type Occurrence,
  occurrenceIn,
  occurrenceKey,
  rankPrefix,
  recurrencesMarkedOn,
  runsIn,
} from '../../domain/anniversary.ts'
import { type CivilDate, daysFromTo, yearOf } from '../../domain/civil-date.ts'
import type { LeapDayRule } from '../../domain/event.ts'
import type { EventReader, Position } from '../event-store.ts'
import type { Connection } from './document-client.ts'
import { entryPartition, type RecurrenceEntry, recurrenceOfEntry } from './items.ts'
import { ABOVE, BELOW, pageOf, queryPartition, type Range, readAcross } from './query.ts'

/** Up to this many entries, of well under 200 bytes each, one query for all is cheaper than one per rank. */
const READ_AT_ONCE = 500

const SIGNIFICANCES = [5, 4, 3, 2, 1]

interface Day {
  date: CivilDate
  recurrences: string[]
  /** Number of events with these recurrences, including events that do not recur yet. */
  events: number
}

/** A range of a day's entries: one rank, or the whole day if `rank` is absent. */
interface RankRange extends Range {
  rank?: number
  expected: number
}

/** @param options.readAtOnce maximum number of events of a day to read as a whole */
export function occurrenceReader(
  connection: Connection,
  counts: EventReader['counts'],
  { readAtOnce = READ_AT_ONCE } = {},
): Pick<EventReader, 'occurrences' | 'countOccurrences'> {
  /** The days that have events with a matching recurrence. */
  async function daysWithEvents(days: readonly CivilDate[], leapDay: LeapDayRule): Promise<Day[]> {
    const marked = days.map(date => ({ date, recurrences: recurrencesMarkedOn(date, leapDay) }))
    const names = marked.flatMap(({ recurrences }) => recurrences).sort()
    if (names.length === 0) return []
    const counted = await counts('recurrence', names[0], names.at(-1))
    const events = new Map(counted.map(count => [count.value, count.events]))
    return marked
      .map(({ date, recurrences }) => {
        const present = recurrences.filter(recurrence => events.has(recurrence))
        return { date, recurrences: present, events: present.reduce((sum, each) => sum + events.get(each)!, 0) }
      })
      .filter(day => day.events > 0)
  }

  /** The first `limit` occurrences of a recurrence in a range. Skips events that do not recur yet. */
  async function ofRecurrence(recurrence: string, date: CivilDate, { lower, upper }: Range, limit: number) {
    const found: Occurrence[] = []
    for (let from = lower, asked = limit; ; asked *= 2) {
      const entries = await queryPartition<RecurrenceEntry>(connection, {
        partition: entryPartition(`recurrence#${recurrence}`),
        range: { lower: from, upper },
        limit: asked,
      })
      found.push(...entries.flatMap(entry => occurrenceIn(recurrenceOfEntry(entry), date) ?? []))
      if (found.length >= limit || entries.length < asked) return found.slice(0, limit)
      from = entries.at(-1)!.sk + BELOW
    }
  }

  /** The first `limit` occurrences of a day. */
  function ofDay({ date, recurrences, events }: Day, limit: number, after: Position): Promise<Occurrence[]> {
    const all = events <= readAtOnce ? [{ lower: BELOW, upper: ABOVE, expected: events }] : rankRanges(date, events)
    const ranges = new Map(all.flatMap(range => startingAfter(after, date, range)).map(range => [range.lower, range]))
    const named = [...ranges].map(([name, { expected }]) => ({ name, expected }))
    return readAcross(named, limit, async (name, missing) => {
      const range = ranges.get(name)!
      const most = range.rank === undefined ? Number.POSITIVE_INFINITY : missing
      const found = await Promise.all(recurrences.map(recurrence => ofRecurrence(recurrence, date, range, most)))
      const following = found.flat().filter(occurrence => occurrenceKey(occurrence) > after)
      return following.sort(compareOccurrences).slice(0, missing)
    })
  }

  return {
    async occurrences(from, to, leapDay, page) {
      const after = page.after ?? ''
      const dates = daysFromTo(from, to).filter(date => date >= after.slice(0, date.length))
      const days = new Map((await daysWithEvents(dates, leapDay)).map(day => [day.date, day]))
      const named = [...days].map(([name, { events }]) => ({ name, expected: events }))
      const found = await readAcross(named, page.limit + 1, (date, limit) => ofDay(days.get(date)!, limit, after))
      return pageOf(found, occurrenceKey, { ...page, order: 'asc' })
    },

    async countOccurrences(date, leapDay) {
      const [day] = await daysWithEvents([date], leapDay)
      if (day === undefined) return 0
      const notYet = day.recurrences.map(partition =>
        queryPartition(connection, {
          index: 'byDay',
          partition,
          range: { lower: date.slice(0, 4), upper: ABOVE },
          attributes: ['timeKey'],
        }),
      )
      return (await Promise.all(notYet)).reduce((rest, { length }) => rest - length, day.events)
    },
  }
}

/** The ranges of a day with many events, highest rank first. */
function rankRanges(date: CivilDate, events: number): RankRange[] {
  const runs = runsIn(yearOf(date))
  const ranges = SIGNIFICANCES.flatMap(significance =>
    runs.map(({ weight, first, last, years }) => ({
      rank: significance * weight,
      lower: `${significance}#${first}`,
      // Excludes events of this year, which share their cycle position with hundredth anniversaries.
      upper: `${significance}#${last}#${date.slice(0, 4)}`,
      expected: Math.floor((events * years) / (100 * SIGNIFICANCES.length)),
    })),
  )
  return ranges.sort((a, b) => b.rank - a.rank || (a.lower < b.lower ? -1 : 1))
}

/** The rest of a range after a position: all, some, or nothing. */
function startingAfter(after: Position, date: CivilDate, range: RankRange): RankRange[] {
  if (range.rank === undefined) return [range]
  const place = rankPrefix(date, range.rank)
  if (after > place + range.upper) return []
  return after > place + range.lower ? [{ ...range, lower: after.slice(place.length) + BELOW }] : [range]
}
