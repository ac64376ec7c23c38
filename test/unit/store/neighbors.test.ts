import { expect, test } from '@jest/globals'
import type { EventReader } from '../../../lambdas/store/event-store.ts'
import { neighborsOf } from '../../../lambdas/store/neighbors.ts'
import { anEvent } from '../../support/events.ts'

test('related events are those that the event names and then those that name it, each once and only if it exists', async () => {
  const stored = new Map(['a', 'b', 'c'].map(id => [id, anEvent({ id })]))
  const events = {
    list: async () => ({ items: [] }),
    events: async ids => new Map([...stored].filter(([id]) => ids.includes(id))),
    relatedTo: async id => (id === 'e' ? ['a', 'c'] : []),
  } satisfies Partial<EventReader>
  const { related } = await neighborsOf(
    events as unknown as EventReader,
    anEvent({ id: 'e', related: ['b', 'gone', 'a'] }),
  )
  expect(related.map(({ id }) => id)).toEqual(['b', 'a', 'c'])
})
