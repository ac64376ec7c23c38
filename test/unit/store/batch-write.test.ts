/** Writes of many batches side by side, when one of them fails. */
import { expect, test } from '@jest/globals'
import { batchWrite } from '../../../lambdas/store/dynamodb/batches.ts'
import type { Connection } from '../../../lambdas/store/dynamodb/document-client.ts'

const WRITES = Array.from({ length: 1_000 }, (_, i) => ({ put: { pk: 'p', sk: String(i) } }))

/** A connection on which the n-th call fails, from 1. */
function failingAt(n: number) {
  let calls = 0
  const send = async () => {
    const call = ++calls
    await new Promise(setImmediate)
    if (call === n) throw new Error('out of order')
    return {}
  }
  return { connection: { client: { send }, tables: { events: 'events' } } as unknown as Connection, calls: () => calls }
}

test('every batch is written', async () => {
  const { connection, calls } = failingAt(0)
  await batchWrite(connection, WRITES)
  expect(calls()).toBe(40)
})

test('none is begun after one has failed', async () => {
  const { connection, calls } = failingAt(1)
  await expect(batchWrite(connection, WRITES)).rejects.toThrow('out of order')
  for (let round = 0; round < 20; round++) await new Promise(setImmediate)
  expect(calls()).toBe(4)
})
