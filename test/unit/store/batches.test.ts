/** Batches that are handed back in part: sent again at a growing distance, and given up when nothing of them is done any more. */
import { describe, expect, test } from '@jest/globals'
import { withDeadline } from '../../../lambdas/store/deadline.ts'
import { MOST_FUTILE_ATTEMPTS, pauseAtMost, sendUntilProcessed } from '../../../lambdas/store/dynamodb/batches.ts'
import { StoreUnavailable } from '../../../lambdas/store/event-store.ts'

/** Sends `requests` to a service that does `capacities[i]` of them the i-th time, and then `more` every time. */
async function sendTo(requests: string[], capacities: number[], more: number) {
  const sent: string[][] = []
  const pauses: number[] = []
  const outcome = sendUntilProcessed(
    requests,
    async batch => {
      const capacity = capacities[sent.length] ?? more
      sent.push([...batch])
      return batch.slice(capacity)
    },
    async milliseconds => {
      pauses.push(milliseconds)
    },
  )
  const error = await outcome.then(
    () => undefined,
    reason => reason,
  )
  return { sent, pauses, error }
}

describe('sendUntilProcessed', () => {
  test('sends nothing if there is nothing', async () => {
    expect(await sendTo([], [], 1)).toEqual({ sent: [], pauses: [], error: undefined })
  })

  test('sends once, without a pause, what is processed at once', async () => {
    expect(await sendTo(['a', 'b'], [], 2)).toEqual({ sent: [['a', 'b']], pauses: [], error: undefined })
  })

  test('sends again what is unprocessed, and nothing else', async () => {
    const { sent, error } = await sendTo(['a', 'b', 'c'], [1, 0, 1], 1)
    expect(sent).toEqual([['a', 'b', 'c'], ['b', 'c'], ['b', 'c'], ['c']])
    expect(error).toBeUndefined()
  })

  test('doubles the pause after each attempt without progress, up to 5 s, and resets it after progress', async () => {
    const { pauses } = await sendTo(['a', 'b', 'c'], [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1], 1)
    expect(pauses).toEqual([100, 200, 400, 50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 50])
  })

  test('gives up after many attempts without progress', async () => {
    const { sent, pauses, error } = await sendTo(['a', 'b'], [1], 0)
    expect(error).toBeInstanceOf(StoreUnavailable)
    expect(sent).toEqual([['a', 'b'], ...Array(MOST_FUTILE_ATTEMPTS).fill(['b'])])
    expect(pauses).toHaveLength(MOST_FUTILE_ATTEMPTS)
  })

  test('does not give up while there is some progress', async () => {
    const slow = [...Array(MOST_FUTILE_ATTEMPTS - 1).fill(0), 1]
    const { error } = await sendTo(['a', 'b', 'c'], [...slow, ...slow], 1)
    expect(error).toBeUndefined()
  })
})

test('a pause of whatever length ends at the deadline', async () => {
  await expect(withDeadline(0, () => pauseAtMost(1e9))).resolves.toBeUndefined()
})
