/** Identities: name-based UUIDs, each of its own kind, from the namespace and the id alone. */
import { describe, expect, test } from '@jest/globals'
import { v5 } from 'uuid'
import {
  announcementIdentity,
  eventIdentity,
  feedIdentity,
  highlightIdentity,
  updateIdentity,
} from '../../../lambdas/feeds/identity.ts'
import { aTimeline } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
const { namespace } = aTimeline()
const scopeOf = (language: string, namespace: string) => ({ language, timeline: { namespace } })
const english = scopeOf('en', namespace)

test('the library makes the UUID of RFC 9562, appendix A.4', () => {
  expect(v5('www.example.com', DNS)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

describe('an identity', () => {
  // These are in the readers of every subscriber: a change here makes everything they have read new again.
  test.each([
    [eventIdentity(english, 'act-in-force'), 'urn:uuid:3c3096c0-0e3d-5629-a418-e84d5b5f7850'],
    [updateIdentity(english, 'act-in-force'), 'urn:uuid:d8d56d34-157a-5378-8059-b888b42ce961'],
    [highlightIdentity(english, 'act-in-force', '2026-07-14'), 'urn:uuid:28567f24-e2b0-5b90-863e-2204f064f0ed'],
    [announcementIdentity(namespace, '2026-07-14'), 'urn:uuid:0480d755-e843-5d6e-9d6b-30f534b7faf0'],
    [feedIdentity(scopeOf('ko', namespace), 'anniversaries'), 'urn:uuid:ee59a6ea-b099-57f5-86fb-d4f440ef1fa5'],
  ])('is for ever %s', (identity, known) => {
    expect(identity).toBe(known)
  })

  test('differs by namespace, kind, event, day, feed and language', () => {
    const all = ['11752705-c56e-40c1-a089-98cda4479cb6', '0b4ed2a6-5a3a-4f6e-9a57-6a0e6f6d2a11'].flatMap(each => [
      announcementIdentity(each, '2026-07-14'),
      announcementIdentity(each, '2026-07-15'),
      ...['en', 'ko'].flatMap(language => {
        const scope = scopeOf(language, each)
        return [
          eventIdentity(scope, 'act-in-force'),
          eventIdentity(scope, 'act-repealed'),
          updateIdentity(scope, 'act-in-force'),
          highlightIdentity(scope, 'act-in-force', '2026-07-14'),
          highlightIdentity(scope, 'act-in-force', '2027-07-14'),
          highlightIdentity(scope, 'act-repealed', '2026-07-14'),
          feedIdentity(scope, 'anniversaries'),
          feedIdentity(scope, 'updates'),
        ]
      }),
    ])
    expect(new Set(all).size).toBe(all.length)
  })

  test('is a version 5 UUID as a URN, whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), id => {
        expect(eventIdentity(english, id)).toMatch(
          /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        )
      }),
    )
  })
})
