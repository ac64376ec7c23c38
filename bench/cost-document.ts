/** Renders the tables of `docs/cost.md` and `bench/cost.md` from measurements, prices and assumptions. Pure. */

import type { Answer } from './cost-measurement.ts'
import {
  atOrigin,
  atRest,
  billed,
  billOf,
  type Facts,
  flooded,
  manyEvents,
  mixOf,
  monthOf,
  type PriceList,
  type PriceName,
  received,
  starting,
  totalOf,
  type Usage,
} from './cost-model.ts'
import { table } from './report.ts'
import { CONDITIONS, HIT_RATIOS, LIKELY, MANY_EVENTS, MEMORIES, MONTH, MONTHS, VARIATIONS } from './traffic.ts'

const NAMES: Record<PriceName, string> = {
  httpApiRequest: 'HTTP API: requests',
  lambdaRequest: 'Lambda: requests',
  lambdaGigabyteSecond: 'Lambda: duration',
  readUnit: 'DynamoDB: reads',
  writeUnit: 'DynamoDB: writes',
  tableGigabyte: 'DynamoDB: storage, indexes included',
  recoveryGigabyte: 'DynamoDB: point-in-time recovery',
  edgeRequest: 'CloudFront: requests',
  edgeGigabyte: 'CloudFront: transfer',
  internetGigabyte: 'Transfer past CloudFront',
  logGigabyte: 'Logs: taken in',
  logStorageGigabyte: 'Logs: kept for a month',
  alarm: 'Alarms',
  dashboard: 'Dashboard',
  scheduledRun: 'Scheduler',
  busEvent: 'EventBridge: announcements',
  topicRequest: 'SNS: announcements',
  mail: 'SNS: mails',
}

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
const usd = (value: number): string => number(value, value < 100 ? 2 : 0)
/** Uses only as many digits as distinguish small amounts. */
const fine = (value: number): string => (value === 0 || value >= 0.005 ? usd(value) : value.toPrecision(1))
const percent = (part: number): string => `${number(part * 100)} %`
const requests = (count: number): string =>
  count >= 1e6 ? `${number(count / 1e6)} M` : count >= 1e3 ? `${number(count / 1e3)} k` : number(count)
const mebibytes = (bytes: number): string => number(bytes / 2 ** 20, bytes < 2 ** 30 ? 1 : 0)

/** The sections of each document. */
export const DOCUMENTS = {
  'docs/cost.md': ['months', 'flood', 'conditions'],
  'bench/cost.md': ['lines', 'variations', 'answers', 'memory', 'loads', 'prices', 'free', 'conditions'],
} as const

/** The content of each section, by its name. */
export function sections(facts: Facts, list: PriceList): Record<string, string> {
  return {
    months: months(facts, list),
    lines: lines(facts, list),
    variations: variations(facts, list),
    answers: answers(facts, list),
    memory: memory(facts, list),
    loads: loads(facts, list),
    flood: flood(facts, list),
    prices: prices(list),
    free: free(list),
  }
}

const both = (usage: Usage, list: PriceList): string => {
  const { listed, due } = totalOf(usage, list)
  return `${usd(listed)} · **${usd(due)}**`
}

const months = (facts: Facts, list: PriceList): string =>
  table(
    'rrrr',
    ['requests a month', ...HIT_RATIOS.map(ratio => `CloudFront answers ${percent(ratio)}`)],
    MONTHS.map(count => [
      requests(count),
      ...HIT_RATIOS.map(hitRatio => both(monthOf(facts, { requests: count, hitRatio }, CONDITIONS), list)),
    ]),
  )

function lines(facts: Facts, list: PriceList): string {
  const bills = LIKELY.map(likely => billOf(monthOf(facts, likely, CONDITIONS), list))
  const total = LIKELY.map(likely => totalOf(monthOf(facts, likely, CONDITIONS), list))
  const dearestFirst = bills.at(-1)!.toSorted((a, b) => b.listed - a.listed)
  const heads = LIKELY.map(
    ({ requests: count, hitRatio }) => `${requests(count)}${count ? `, ${percent(hitRatio)}` : ''}`,
  )
  return table(
    `l${'r'.repeat(LIKELY.length)}`,
    ['USD a month, list price', ...heads],
    [
      ...dearestFirst.map(({ name }) => [
        NAMES[name],
        ...bills.map(bill => fine(bill.find(line => line.name === name)?.listed ?? 0)),
      ]),
      ['**all**', ...total.map(({ listed }) => usd(listed))],
      ['**less what is always free**', ...total.map(({ due }) => `**${usd(due)}**`)],
    ],
  )
}

function variations(facts: Facts, list: PriceList): string {
  const busy = LIKELY.slice(2)
  return table(
    `l${'r'.repeat(busy.length)}`,
    ['', ...busy.map(({ requests: count, hitRatio }) => `${requests(count)}, ${percent(hitRatio)}`)],
    VARIATIONS.map(({ what, change }) => [
      what,
      ...busy.map(likely => both(monthOf(facts, likely, { ...CONDITIONS, ...change }), list)),
    ]),
  )
}

const million = (answer: Answer, facts: Facts, list: PriceList): number =>
  totalOf(atOrigin(answer, facts, { ...CONDITIONS, coldShare: 0 }), list).listed * 1e6

const answers = (facts: Facts, list: PriceList): string =>
  table(
    'lrrrrrrrrr',
    [
      'answer',
      'of the mix',
      'read units',
      'calls',
      'one after another',
      'kB plain',
      'kB brotli',
      'processor, ms',
      'billed, ms',
      'USD per million',
    ],
    facts.measured.answers.map(answer => [
      answer.what,
      answer.share === undefined ? '' : percent(answer.share),
      number(answer.readUnits, 1),
      number(answer.calls),
      number(answer.roundTrips),
      number(answer.plain / 1000, 1),
      number(answer.brotli / 1000, 1),
      number(answer.processor, 1),
      number(billed(answer, facts.stack.memory[answer.function], CONDITIONS)),
      usd(million(answer, facts, list)),
    ]),
  )

/** The average over the mix, weighted by its shares. */
const mean = (facts: Facts, value: (answer: Answer) => number): number =>
  mixOf(facts).reduce((sum, answer) => sum + answer.share * value(answer), 0)

function memory(facts: Facts, list: PriceList): string {
  const {
    stack,
    measured: { answers: all, peaks, bounded },
  } = facts
  const sizes = MEMORIES.map(size => {
    const taken = (answer: Answer) => billed(answer, size, CONDITIONS)
    const first = (answer: Answer) => taken(answer) + starting(answer.function, facts, size, CONDITIONS)
    const gigabyteSeconds = (mean(facts, taken) / 1000) * (size / 1024)
    return [
      number(size),
      number(taken(all[0]!)),
      number(mean(facts, taken)),
      number(Math.max(...all.map(taken))),
      number(Math.max(...all.map(first))),
      usd(totalOf({ lambdaGigabyteSecond: gigabyteSeconds * 1e6 }, { ...list, free: {} }).due),
    ]
  })
  const functions = (Object.entries(peaks) as [keyof typeof peaks, number][]).map(([name, peak]) => [
    `\`${name}\``,
    number(stack.memory[name]),
    number(peak),
    bounded[name] === undefined ? '' : number(bounded[name]),
  ])
  return [
    table(
      'rrrrrr',
      ['MiB', 'unchanged, ms', 'mix, ms', 'slowest, ms', 'slowest of a new process, ms', 'USD per million of the mix'],
      sizes,
    ),
    table('lrrr', ['function', 'MiB given', 'MiB resident at most', 'with a small heap'], functions),
  ].join('\n\n')
}

function loads(facts: Facts, list: PriceList): string {
  const { chronology, grown, again } = facts.measured.loads
  const many = manyEvents(facts.measured)
  const row = (
    what: string,
    { read, written }: { read: number; written: number },
    stored?: { storedBytes: number; tableBytes: number },
  ) => {
    const once = totalOf({ readUnit: read, writeUnit: written }, list).listed
    const kept = stored && {
      tableGigabyte: stored.storedBytes / 2 ** 30,
      recoveryGigabyte: stored.tableBytes / 2 ** 30,
    }
    return [
      what,
      number(written),
      number(read),
      fine(once),
      stored ? mebibytes(stored.storedBytes) : '',
      kept ? both(kept, list) : '',
    ]
  }
  const growth = MANY_EVENTS / grown.events
  return table(
    'lrrrrr',
    ['load', 'write units', 'read units', 'USD, once', 'MiB stored, with indexes', 'USD a month'],
    [
      row(`the chronology, ${chronology.events} events`, chronology, chronology),
      row(`${number(grown.events)} events`, grown, grown),
      row(`${number(grown.events)} events again, one of them corrected`, again),
      row(`${number(MANY_EVENTS)} events, extrapolated`, many, many),
      row(`${number(MANY_EVENTS)} events again, one of them corrected, extrapolated`, {
        read: again.read * growth,
        written: again.written,
      }),
    ],
  )
}

function flood(facts: Facts, list: PriceList): string {
  const {
    stack,
    measured: { answers: all },
  } = facts
  const cost = (answer: Answer) => totalOf(flooded(answer, facts, CONDITIONS), list).listed
  const dearest = all.reduce((most, answer) => (cost(answer) > cost(most) ? answer : most))
  const requested = stack.rateLimit * MONTH.days * 86_400
  return table(
    'lr',
    [`${number(stack.rateLimit)} requests a second for ${MONTH.days} days: ${number(requested / 1e6, 1)} M`, 'USD'],
    [
      [
        `the dearest answer (${dearest.what}, ${number(received(dearest, CONDITIONS) / 1000)} kB) at the API’s own address`,
        usd(cost(dearest)),
      ],
      ['the mix, at the API’s own address', usd(mean(facts, cost))],
      ['the cheapest refusal (no such address)', usd(cost(all.find(({ status }) => status === 404)!))],
      [
        'for comparison: as many of the dearest, from CloudFront’s own copies',
        usd(
          totalOf({ edgeRequest: requested, edgeGigabyte: (requested * received(dearest, CONDITIONS)) / 2 ** 30 }, list)
            .listed,
        ),
      ],
      ['a month in which nobody asks', usd(totalOf(atRest(facts, CONDITIONS), list).listed)],
    ],
  )
}

const amount = (per: number): string => (per === 1 ? '' : `${number(per)} `)

function copied(copy: string | undefined, { copies }: PriceList): string {
  const found = copy === undefined ? undefined : copies[copy]
  return found ? `[${found.read}](${found.address})` : '**unconfirmed**'
}

const prices = (list: PriceList): string =>
  table(
    'lrllll',
    ['price', 'USD', 'for', 'region', 'AWS', 'read'],
    (Object.entries(list.prices) as [PriceName, PriceList['prices'][PriceName]][]).map(([name, price]) => [
      NAMES[name],
      String(price.usd),
      `${amount(price.per)}${price.unit}`,
      price.region,
      `[list](${price.source})${price.note ? `: ${price.note}` : ''}`,
      copied(price.copy, list),
    ]),
  )

const free = (list: PriceList): string =>
  table(
    'lrll',
    ['free each month', '', 'AWS', 'read'],
    (Object.entries(list.free) as [PriceName, NonNullable<PriceList['free'][PriceName]>][]).map(
      ([name, { quantity, source, copy }]) => [
        NAMES[name],
        `${number(quantity)} ${list.prices[name].unit}`,
        `[page](${source})`,
        copied(copy, list),
      ],
    ),
  )

/**
 * `document` with each section between its comments, `<!-- name -->` and `<!-- /name -->`, replaced.
 * @throws {Error} naming the file and the section that it lacks
 */
export function withSections(
  path: string,
  document: string,
  names: readonly string[],
  texts: Record<string, string>,
): string {
  return names.reduce((whole, name) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [start, end] = [whole.indexOf(open), whole.indexOf(close)]
    if (start < 0 || end < start) throw new Error(`${path} has no place for ${name}: put ${open} and ${close} in it`)
    return `${whole.slice(0, start + open.length)}\n${texts[name]}\n${whole.slice(end)}`
  }, document)
}
