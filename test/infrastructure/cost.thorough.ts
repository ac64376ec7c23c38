/** The sums of the cost model are right, and the documents have a place for them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { DOCUMENTS, sections, withSections } from '../../bench/cost-document.ts'
import { bytesOf } from '../../bench/cost-measurement.ts'
import {
  atRest,
  billed,
  billOf,
  type Facts,
  flooded,
  monthOf,
  type PriceList,
  totalOf,
} from '../../bench/cost-model.ts'
import { readStack } from '../../bench/cost-stack.ts'
import { conditions } from '../../bench/report.ts'
import { CONDITIONS, KINDS } from '../../bench/traffic.ts'
import { DEAREST_MILLION_USD } from '../../lib/cli/deployment-cost.ts'
import { ROOT } from '../support/synthesis.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const measured = JSON.parse(read('bench/cost.json'))
const list: PriceList = JSON.parse(read('bench/prices.json'))

let facts: Facts
beforeAll(() => {
  facts = { measured, stack: readStack() }
})

describe('the documents', () => {
  test.each(Object.entries(DOCUMENTS))('%s has a place for every section, or it is named', (path, names) => {
    const texts = { ...sections(facts, list), conditions: conditions(measured) }
    const document = withSections(path, read(path), names, texts)
    expect(withSections(path, document, names, texts)).toBe(document)
    expect(() => withSections(path, document.replace('<!-- conditions -->', ''), names, texts)).toThrow(
      `${path} has no place for conditions`,
    )
  })

  test('marks prices that nobody has read as unconfirmed', () => {
    expect(sections(facts, list).prices).not.toContain('unconfirmed')
    const { copy: _, ...alarm } = list.prices.alarm
    const unread = { ...list, prices: { ...list.prices, alarm } }
    expect(sections(facts, unread).prices).toMatch(/^\| Alarms .*\*\*unconfirmed\*\* \|$/m)
  })
})

test('every kind of answer is measured, and the shares of the mix add up', () => {
  expect(measured.answers.map(({ what, target }: { what: string; target: string }) => [what, target])).toEqual(
    KINDS.map(({ what, target }) => [what, target]),
  )
  expect(KINDS.reduce((sum, { share = 0 }) => sum + share, 0)).toBeCloseTo(1)
})

test.each(Object.entries(list.prices))(
  'the price %s has a region, a page of AWS and a copy with a date',
  (_, price) => {
    expect(price.usd).toBeGreaterThan(0)
    expect(price.source).toMatch(/^https:\/\/(aws\.amazon\.com|pricing\.us-east-1\.amazonaws\.com)\//)
    if (price.copy !== undefined) expect(list.copies[price.copy]?.read).toMatch(/^\d{4}-\d\d-\d\d$/)
    if (price.region !== list.region) expect(price.note).toBeTruthy()
  },
)

describe('a bill', () => {
  test('is quantity times price, less what is free', () => {
    const lines = billOf({ httpApiRequest: 2_000_000, lambdaRequest: 1_500_000, alarm: 6 }, list)
    expect(lines.map(({ name, listed, due }) => [name, listed, due])).toEqual([
      ['httpApiRequest', 2.46, 2.46],
      ['lambdaRequest', expect.closeTo(0.3), expect.closeTo(0.1)],
      ['alarm', expect.closeTo(0.6), 0],
    ])
  })

  test('of an idle month is about nothing', () => {
    const usage = monthOf(facts, { requests: 0, hitRatio: 0 }, CONDITIONS)
    expect(totalOf(usage, list)).toEqual(totalOf(atRest(facts, CONDITIONS), list))
    expect(totalOf(usage, list).due).toBeLessThan(0.01)
  })

  test('has nothing behind CloudFront when CloudFront answers everything', () => {
    const [rest, kept] = [0, 1_000_000].map(requests => monthOf(facts, { requests, hitRatio: 1 }, CONDITIONS))
    expect(kept).toEqual({ ...rest, ...kept, edgeRequest: 1_000_000, edgeGigabyte: expect.any(Number) })
    for (const name of ['lambdaRequest', 'readUnit', 'httpApiRequest'] as const) expect(kept![name]).toBe(rest![name])
  })

  test('counts each request that reaches the API once, there and at Lambda', () => {
    const [rest, asked] = [0, 1_000_000].map(requests => monthOf(facts, { requests, hitRatio: 0.8 }, CONDITIONS))
    for (const name of ['lambdaRequest', 'httpApiRequest'] as const)
      expect(asked![name]! - rest![name]!).toBeCloseTo(200_000)
    expect(asked!.edgeRequest).toBeCloseTo(1_000_000)
  })

  test('of a flood of the most expensive responses is what annals deploy says', () => {
    const million = (answer: (typeof measured.answers)[number]) => {
      const usage = flooded(answer, facts, CONDITIONS)
      return (totalOf(usage, list).listed / usage.httpApiRequest!) * 1e6
    }
    const dearest = Math.max(...measured.answers.map(million))
    expect(Math.abs(DEAREST_MILLION_USD - dearest) / dearest).toBeLessThan(0.02)
  })

  test('of a flood is bounded by the throttle', () => {
    const throttled = { ...facts, stack: { ...facts.stack, rateLimit: 10 } }
    expect(flooded(measured.answers[0], throttled, CONDITIONS).httpApiRequest).toBe(10 * 30 * 86_400)
  })
})

describe('a duration', () => {
  const answer = { roundTrips: 3, processor: 10 }

  test.each([
    ['a whole vCPU', 1769, 30],
    ['half of one', 884.5, 45],
    ['more than one, which a single thread cannot use', 4000, 30],
  ])('on %s', (_, memory, milliseconds) => {
    expect(billed(answer, memory, { ...CONDITIONS, roundTripMilliseconds: 5, processorFactor: 1.5 })).toBe(milliseconds)
  })
})

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
test.each([
  ['a text', '시', 3],
  ['a number', 1234, 3],
  ['a truth value', true, 1],
  ['nothing', null, 1],
  ['a list', ['ab', 1], 3 + (2 + 1) + (2 + 1)],
  ['a map', { key: 'ab' }, 3 + 3 + 2 + 1],
])('%s takes the bytes that DynamoDB counts', (_, value, bytes) => {
  expect(bytesOf(value)).toBe(bytes)
})
