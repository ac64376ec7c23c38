/** Which lines of an export are refused, and why. */
import { expect, test } from '@jest/globals'
import { parseRecord } from '../../../lambdas/store/export-record.ts'
import { anAuthoredEvent } from '../../support/contents.ts'

const line = (event: object) =>
  JSON.stringify({
    kind: 'event',
    id: 'a',
    revisions: [{ createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', revision: 1, event }],
  })

test.each<[string, object, string]>([
  [
    'half of a surrogate pair',
    { note: { en: '\udc00' } },
    'has a value at /revisions/0/event/note/en that contains an unpaired surrogate; allowed: valid Unicode text',
  ],
  [
    'a number too large to be exact',
    { figures: [{ value: 1e300 }] },
    'has a value at /revisions/0/event/figures/0/value that is 1e+300, which cannot be stored exactly; ' +
      'allowed: 0, or a number with a magnitude from 1e-130 to 9007199254740991',
  ],
])('an event with %s is refused, with its place', (_, overrides, message) => {
  const event = anAuthoredEvent({ id: 'a' })
  expect(parseRecord(line(event))).toMatchObject({ id: 'a' })
  expect(() => parseRecord(line({ ...event, ...overrides }))).toThrow(message)
})
