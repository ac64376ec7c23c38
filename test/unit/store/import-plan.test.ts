/** The rule by which an import decides, as a table: what is stored against what the file has. */
import { expect, test } from '@jest/globals'
import { type EventState, importDecision } from '../../../lambdas/store/import-plan.ts'

const EARLY = '2026-01-01T00:00:00Z'
const LATE = '2026-02-01T00:00:00Z'

const standing = (digest: string, updatedAt: string, revision: number, createdAt = EARLY): EventState => ({
  digest,
  createdAt,
  updatedAt,
  revision,
})

test.each<[string, EventState | undefined, EventState, 'write' | 'unchanged' | 'kept']>([
  ['not stored', undefined, standing('A', EARLY, 1), 'write'],
  ['the same', standing('A', EARLY, 1), standing('A', EARLY, 1), 'unchanged'],
  ['later in the file', standing('A', EARLY, 1), standing('B', LATE, 2), 'write'],
  ['later in the file, with as many revisions', standing('A', EARLY, 2), standing('B', LATE, 2), 'write'],
  ['of more revisions in the file, at the same time', standing('A', LATE, 1), standing('B', LATE, 2), 'write'],
  ['of the same content, of more revisions in the file', standing('A', LATE, 1), standing('A', LATE, 3), 'write'],
  [
    'of the same content, first published at another time',
    standing('A', LATE, 2, LATE),
    standing('A', LATE, 2),
    'write',
  ],
  ['later in the table', standing('B', LATE, 2), standing('A', EARLY, 1), 'kept'],
  ['later in the table, though of fewer revisions', standing('B', LATE, 1), standing('A', EARLY, 2), 'kept'],
  ['of more revisions in the table, though earlier', standing('B', EARLY, 3), standing('A', LATE, 2), 'kept'],
  ['otherwise at the same time and revision', standing('B', LATE, 2), standing('A', LATE, 2), 'kept'],
  [
    'of the same content, which an earlier import dated later',
    standing('A', LATE, 2),
    standing('A', EARLY, 2),
    'unchanged',
  ],
])('an event that is %s', (_, stored, incoming, decision) => {
  expect(importDecision(stored, incoming)).toBe(decision)
})
