/** Compares the speed of writing feeds with the usual libraries: `npm run bench:feeds`. */
import { isDeepStrictEqual, styleText } from 'node:util'
import { type Calendar, calendar } from '../lambdas/feeds/calendar.ts'
import type { Feed } from '../lambdas/feeds/feed.ts'
import { runProgram } from '../lib/cli/terminal.ts'
import { parseArguments } from '../lib/command-line.ts'
import { OperatorError } from '../lib/operator-error.ts'
import { aSetting, chronology, chronologyFeeds } from '../test/support/syndication.ts'
import { type Format, formats } from './feed-writers.ts'
import { allocation, times } from './measure.ts'
import { circumstances, conditions, table, writeNumbers, writeSection } from './report.ts'

const HELP = `Usage: npm run bench:feeds [-- --dry-run]

Writes RSS, Atom, JSON Feed and iCalendar with Annals and with the usual libraries, in turns, from the same items,
and compares time, size and allocations. Takes about five minutes; do not use the machine for anything else meanwhile.
The results go to bench/feeds.json and bench/README.md.

  --dry-run   show the results, write nothing
  --help      show this text`

/** Calls per turn and number of turns by feed size: small feeds are written more often. */
const SIZES = [
  { items: 10, rounds: 30, calls: 20 },
  { items: 100, rounds: 30, calls: 2 },
  { items: 1_000, rounds: 20, calls: 1 },
  { items: 10_000, rounds: 7, calls: 1 },
]

interface Result {
  format: string
  items: number
  writers: { name: string; milliseconds: number; bytes: number; allocatedBytes: number }[]
}

interface Growth {
  format: string
  /** Growth from 1,000 to 10,000 items. */
  ratio: number
}

/** Later than every publication time, so that an item's two times differ. */
const CORRECTED = '2030-01-01T00:00:00Z'

/** Repeats the chronology in both languages. Every item has its own id and real texts. */
async function models(count: number): Promise<{ feed: Feed; calendar: Calendar }> {
  const feeds = await chronologyFeeds()
  const { contents, events } = await chronology()
  const calendars = contents.timeline.languages.map(language =>
    calendar(
      'anniversaries',
      { events, total: events.length, changedAt: contents.timeline.published, today: '2026-07-14' },
      'https://annals.example/feeds/anniversaries.ics',
      aSetting(language, contents.timeline),
    ),
  )
  const repeat = <T>(all: T[], numbered: (each: T, number: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => numbered(all[index % all.length]!, index))
  const another = (id: string, number: number): string => id.slice(0, -8) + String(number).padStart(8, '0')
  return {
    feed: {
      ...feeds[0]!.feed,
      items: repeat(
        feeds.flatMap(({ feed }) => feed.items),
        (item, number) => ({ ...item, identity: another(item.identity, number), updated: CORRECTED }),
      ),
    },
    calendar: {
      ...calendars[0]!,
      entries: repeat(
        calendars.flatMap(({ entries }) => entries),
        (entry, number) => ({ ...entry, uid: another(entry.uid, number), updated: CORRECTED }),
      ),
    },
  }
}

/** @throws {OperatorError} when a document differs from the first one, because the comparison would be meaningless */
function compareContent({ name, writers, read }: Format, count: number): void {
  const [expected, ...others] = writers.map(({ run }) => read(run()))
  for (const [index, found] of [expected!, ...others].entries())
    if (found.length !== count || !isDeepStrictEqual(found, expected)) {
      const item = found.findIndex((each, position) => !isDeepStrictEqual(each, expected![position]))
      throw new OperatorError(
        `${name}: ${writers[index]!.name} differs from ${writers[0]!.name} in item ${item}: ${JSON.stringify(found[item])} instead of ${JSON.stringify(expected![item])}`,
      )
    }
}

async function measure(format: Format, { items, rounds, calls }: (typeof SIZES)[number]): Promise<Result> {
  compareContent(format, items)
  const runs = format.writers.map(({ run }) => run)
  const milliseconds = times(runs, rounds, calls)
  const writers: Result['writers'] = []
  for (const [index, { name, run }] of format.writers.entries())
    writers.push({
      name,
      milliseconds: Number(milliseconds[index]!.toPrecision(4)),
      bytes: Buffer.byteLength(run()),
      allocatedBytes: Math.round(await allocation(run, Math.max(1, 1_000 / items))),
    })
  return { format: format.name, items, writers }
}

/** The best library by time, by bytes and by allocations, each as a multiple of Annals. */
function ratios({ writers: [ours, ...libraries] }: Result) {
  const least = (field: 'milliseconds' | 'bytes' | 'allocatedBytes') =>
    Math.min(...libraries.map(library => library[field])) / ours![field]
  return { time: least('milliseconds'), bytes: least('bytes'), allocation: least('allocatedBytes') }
}

const factor = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 1 : 0)} ×`
const mega = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e5 ? 3 : bytes < 1e7 ? 2 : 1)

/** How many times longer Annals takes for ten times the items, measured in turns. */
async function measureGrowth(): Promise<Growth[]> {
  const [thousand, tenThousand] = await Promise.all(
    [1_000, 10_000].map(async items => {
      const { feed, calendar } = await models(items)
      return formats(feed, calendar)
    }),
  )
  return thousand!.map(({ name, writers }, index) => {
    const [less, more] = times([writers[0]!.run, tenThousand![index]!.writers[0]!.run], 15, 1)
    return { format: name, ratio: Number((more! / less!).toPrecision(3)) }
  })
}

function summary(results: Result[], growth: Growth[]): string {
  const rows = growth.map(({ format, ratio }) => {
    const of = (items: number) => ratios(results.find(each => each.format === format && each.items === items)!)
    const thousand = of(1_000)
    return [
      format,
      ...SIZES.map(({ items }) => (items === 1_000 ? `**${factor(of(items).time)}**` : factor(of(items).time))),
      factor(thousand.bytes),
      factor(thousand.allocation),
      factor(ratio),
    ]
  })
  const sizes = SIZES.map(({ items }) => `${items.toLocaleString('en')} items`)
  return table(`l${'r'.repeat(SIZES.length + 3)}`, ['', ...sizes, 'bytes', 'allocations', '1,000 → 10,000'], rows)
}

function details(results: Result[]): string {
  const rows = results.flatMap(({ format, items, writers }) =>
    writers.map(({ name, milliseconds, bytes, allocatedBytes }) => [
      format,
      items.toLocaleString('en'),
      name,
      milliseconds.toPrecision(3),
      mega(bytes),
      mega(allocatedBytes),
    ]),
  )
  return table('lrlrrr', ['', 'items', '', 'ms', 'MB written', 'MB allocated'], rows)
}

await runProgram(async args => {
  const { help, 'dry-run': dryRun } = parseArguments(args, {
    help: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  })
  if (help) return console.log(HELP)

  const run = await circumstances(['feed', 'feedsmith', 'ical-generator'])
  const results: Result[] = []
  for (const size of SIZES) {
    const { feed, calendar } = await models(size.items)
    for (const format of formats(feed, calendar)) {
      const result = await measure(format, size)
      results.push(result)
      const ratio = styleText('bold', factor(ratios(result).time), { stream: process.stderr })
      const each = result.writers.map(({ name, milliseconds }) => `${name} ${milliseconds.toPrecision(3)} ms`)
      console.error(`${format.name}, ${size.items.toLocaleString('en')} items: ${ratio} (${each.join(', ')})`)
    }
  }

  const growth = await measureGrowth()

  const text = [summary(results, growth), conditions(run), details(results)].join('\n\n')
  console.log(text)
  if (dryRun) return
  await writeNumbers('feeds', { ...run, growth, results })
  await writeSection('feeds', text)
})
