/**
 * Finds the events that began before a day and last until it, without reading every earlier event. Pure.
 *
 * An event that may last longer than a day has an entry in each block of years that it touches. A block is named after the digits that its
 * years share: `1951`, `195`, `19` or `1`. An event uses the smallest size of block of which it touches at most ten. A year lies in four
 * blocks, and every event that touches it has an entry in exactly one of them.
 */
import { type CivilDate, yearOf } from '../../domain/civil-date.ts'

/** A transaction holds 100 actions, and an event with every facet needs 83. */
const MOST_BLOCKS = 10

/** Digits of a block's name, smallest block first. */
const DIGITS = [4, 3, 2, 1]

const blockOf = (year: number, digits: number): number => Math.floor(year / 10 ** (4 - digits))

/** The blocks in which an event of these days has an entry; none for one day. */
export function spanBlocks(start: CivilDate, end: CivilDate): string[] {
  if (start === end) return []
  const [digits, first, last] = DIGITS.map(
    digits => [digits, blockOf(yearOf(start), digits), blockOf(yearOf(end), digits)] as const,
  ).find(([, first, last]) => last - first < MOST_BLOCKS)!
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i).padStart(digits, '0'))
}

/** The blocks that contain the year `YYYY`, with whether each event in them that began before the year is certain to last until it. */
export const blocksAround = (year: string): { block: string; isExact: boolean }[] =>
  DIGITS.map(digits => ({ block: year.slice(0, digits), isExact: digits === 4 }))
