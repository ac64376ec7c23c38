/** Computes a bill from measurements, prices and assumptions. Pure, so that the document can be rebuilt from stored figures. */
import type { FunctionName } from '../lib/stack/table-access.ts'
import type { Answer, Measurements } from './cost-measurement.ts'
import type { Stack } from './cost-stack.ts'
import { type Conditions, EDGE_HEAD, MANY_EVENTS, MEBIBYTES_PER_VCPU, MONTH } from './traffic.ts'

export interface Price {
  usd: number
  /** The number of units that the price is for. */
  per: number
  unit: string
  region: string
  /** AWS's own price page or list. */
  source: string
  /** The name of the page where the price was read; without one the price is unconfirmed. */
  copy?: string
  note?: string
}

export type PriceName =
  | 'httpApiRequest'
  | 'lambdaRequest'
  | 'lambdaGigabyteSecond'
  | 'readUnit'
  | 'writeUnit'
  | 'tableGigabyte'
  | 'recoveryGigabyte'
  | 'edgeRequest'
  | 'edgeGigabyte'
  | 'internetGigabyte'
  | 'logGigabyte'
  | 'logStorageGigabyte'
  | 'alarm'
  | 'dashboard'
  | 'scheduledRun'
  | 'busEvent'
  | 'topicRequest'
  | 'mail'

export interface PriceList {
  region: string
  /** The prices on AWS's pages when they were read. */
  copies: Record<string, { address: string; read: string }>
  prices: Record<PriceName, Price>
  /** The monthly allowance that every account keeps for good. */
  free: Partial<Record<PriceName, { quantity: number; source: string; copy?: string }>>
}

/** Usage of a month in the units of the prices. */
export type Usage = Partial<Record<PriceName, number>>

/** Facts about the service itself. */
export interface Facts {
  measured: Measurements
  stack: Stack
}

/** AWS bills gigabytes of 2^30 bytes. */
const GIGABYTE = 2 ** 30
const MEBIBYTES = 1024

/** Billed milliseconds of an answer at a memory size in MiB. */
export function billed(
  { roundTrips, processor }: Pick<Answer, 'roundTrips' | 'processor'>,
  memory: number,
  conditions: Conditions,
): number {
  return Math.ceil(roundTrips * conditions.roundTripMilliseconds + onLambda(processor, memory, conditions))
}

/** Duration of this much processor time: with less than a full vCPU it takes longer. */
export const onLambda = (processor: number, memory: number, { processorFactor }: Conditions): number =>
  processor * processorFactor * Math.max(1, MEBIBYTES_PER_VCPU / memory)

/** Additional billed milliseconds of a cold start. */
export function starting(
  name: FunctionName,
  { measured: { starts } }: Facts,
  memory: number,
  conditions: Conditions,
): number {
  const start = starts[name]
  return start ? onLambda(start.init + start.first, memory, conditions) : 0
}

const add = (...usages: readonly Usage[]): Usage => {
  const sum: Usage = {}
  for (const usage of usages)
    for (const [name, quantity] of Object.entries(usage) as [PriceName, number][])
      sum[name] = (sum[name] ?? 0) + quantity
  return sum
}

const times = (factor: number, usage: Usage): Usage =>
  Object.fromEntries(Object.entries(usage).map(([name, quantity]) => [name, factor * quantity]))

/** Bytes sent to the reader. */
export const received = ({ head, ...body }: Answer, { coding }: Conditions): number =>
  head + EDGE_HEAD.length + body[coding]

const atEdge = (answer: Answer, conditions: Conditions): Usage => ({
  edgeRequest: 1,
  edgeGigabyte: received(answer, conditions) / GIGABYTE,
})

/** Usage of one request that reaches the API. */
export function atOrigin(answer: Answer, facts: Facts, conditions: Conditions): Usage {
  const { stack } = facts
  const memory = stack.memory[answer.function]
  const milliseconds =
    billed(answer, memory, conditions) + conditions.coldShare * starting(answer.function, facts, memory, conditions)
  return {
    httpApiRequest: 1,
    lambdaRequest: 1,
    lambdaGigabyteSecond: (milliseconds / 1000) * (memory / MEBIBYTES),
    readUnit: answer.readUnits,
    // Logs are kept for a month and storage is billed by the month.
    logGigabyte: stack.logged / GIGABYTE,
    logStorageGigabyte: stack.logged / GIGABYTE,
  }
}

/** The kinds of answers in the mix. */
export const mixOf = ({ measured: { answers } }: Facts): (Answer & { share: number })[] =>
  answers.flatMap(answer => (answer.share === undefined ? [] : { ...answer, share: answer.share }))

/** Usage of a month without requests. */
export function atRest({ stack, measured: { job, edit, loading, loads } }: Facts, conditions: Conditions): Usage {
  const { anniversaries, loader } = stack.memory
  const run = { roundTrips: job.calls, processor: job.processor }
  return add(
    {
      alarm: stack.alarms,
      dashboard: stack.dashboards,
      tableGigabyte: loads.chronology.storedBytes / GIGABYTE,
      recoveryGigabyte: loads.chronology.tableBytes / GIGABYTE,
    },
    times(MONTH.days, {
      scheduledRun: 1,
      lambdaRequest: 1,
      lambdaGigabyteSecond: (billed(run, anniversaries, conditions) / 1000) * (anniversaries / MEBIBYTES),
      readUnit: job.read,
      writeUnit: job.written,
      busEvent: 1,
      topicRequest: 1,
      mail: MONTH.subscribers,
    }),
    times(MONTH.edits, { readUnit: edit.read, writeUnit: edit.written, httpApiRequest: 1, lambdaRequest: 1 }),
    times(MONTH.deployments, {
      lambdaRequest: 1,
      lambdaGigabyteSecond: (onLambda(loading, loader, conditions) / 1000) * (loader / MEBIBYTES),
      // A load reads everything stored, however little differs.
      readUnit: (loads.again.read * loads.chronology.events) / loads.grown.events,
    }),
  )
}

/** @param hitRatio share of the requests that CloudFront answers from its cache */
export function monthOf(
  facts: Facts,
  { requests, hitRatio }: { requests: number; hitRatio: number },
  conditions: Conditions,
): Usage {
  const asked = mixOf(facts).flatMap(answer => [
    times(requests * answer.share, atEdge(answer, conditions)),
    times(requests * answer.share * (1 - hitRatio), atOrigin(answer, facts, conditions)),
  ])
  return add(atRest(facts, conditions), ...asked)
}

/** A month in which a client requests one answer from the API's own address as fast as the throttle allows. */
export function flooded(answer: Answer, facts: Facts, conditions: Conditions): Usage {
  const requests = facts.stack.rateLimit * MONTH.days * 86_400
  const transfer = { internetGigabyte: received(answer, conditions) / GIGABYTE }
  return times(requests, add(atOrigin(answer, facts, { ...conditions, coldShare: 0 }), transfer))
}

export interface Line {
  name: PriceName
  quantity: number
  /** USD before and after the free allowances. */
  listed: number
  due: number
}

/** One line per item of the price list, in its order. */
export function billOf(usage: Usage, { prices, free }: PriceList): Line[] {
  return (Object.entries(prices) as [PriceName, Price][]).flatMap(([name, { usd, per }]) => {
    const quantity = usage[name]
    if (quantity === undefined) return []
    const cost = (some: number) => (some * usd) / per
    return { name, quantity, listed: cost(quantity), due: cost(Math.max(0, quantity - (free[name]?.quantity ?? 0))) }
  })
}

/** USD before and after the free allowances. */
export function totalOf(usage: Usage, list: PriceList): { listed: number; due: number } {
  const lines = billOf(usage, list)
  return {
    listed: lines.reduce((sum, line) => sum + line.listed, 0),
    due: lines.reduce((sum, line) => sum + line.due, 0),
  }
}

/** Usage and storage of a large load, extrapolated linearly from the grown timeline. */
export function manyEvents({
  loads: { chronology, grown },
}: Measurements): Omit<Measurements['loads']['grown'], 'events'> {
  const extrapolated = (name: 'read' | 'written' | 'storedBytes' | 'tableBytes') =>
    grown[name] + ((grown[name] - chronology[name]) / (grown.events - chronology.events)) * (MANY_EVENTS - grown.events)
  return {
    read: extrapolated('read'),
    written: extrapolated('written'),
    storedBytes: extrapolated('storedBytes'),
    tableBytes: extrapolated('tableBytes'),
  }
}
