/** The validator is a function of everything that an answer depends on, and of nothing else. */
import { describe, expect, test } from '@jest/globals'
import { httpDate } from '../../../lambdas/domain/time-zone.ts'
import { ENDPOINTS } from '../../../lambdas/endpoints/index.ts'
import {
  entityTag,
  isWildcard,
  lastModified,
  matchIfNoneMatch,
  unmodifiedSince,
  withRevision,
} from '../../../lambdas/http/conditional.ts'
import type { Coding } from '../../../lambdas/http/content-coding.ts'
import type { AnyRequest } from '../../../lambdas/http/endpoint.ts'
import { createRouter } from '../../../lambdas/http/router.ts'
import { aTimeline } from '../../support/events.ts'

const route = createRouter(ENDPOINTS)

const CHANGED_AT = '2026-07-14T00:00:00Z'

interface Inputs {
  path?: string
  parameters?: Record<string, unknown>
  today?: string
  now?: string
  version?: string
  publicUrl?: string
  build?: string
  coding?: Coding
}

/** A call that was made long after the last change, unless said otherwise. */
function aCall({
  path = '/v1/events',
  parameters = {},
  today = '2026-07-14',
  now = '2026-07-14T12:00:00Z',
  version = '1-abc',
  publicUrl = 'https://annals.example',
}: Inputs): AnyRequest {
  const timeline = aTimeline()
  return {
    ...route(path)[0]!,
    rawPath: path,
    query: new URLSearchParams(),
    headers: {},
    content: Buffer.of(),
    parameters,
    metadata: { timeline, version, updatedAt: CHANGED_AT, changedAt: CHANGED_AT },
    renderContext: { language: 'en', timeline, publicUrl },
    now,
    today: () => today,
  }
}

const tagOf = ({ build = 'b1', coding = 'identity', ...inputs }: Inputs = {}): string =>
  entityTag(aCall(inputs), build, coding)

describe('the validator', () => {
  test('is a strong one', () => {
    expect(tagOf()).toMatch(/^"[\w-]{22}"$/)
  })

  test('is the same for the same inputs, in whichever order', () => {
    expect(tagOf({ parameters: { limit: 7, order: 'asc' } })).toBe(tagOf({ parameters: { order: 'asc', limit: 7 } }))
  })

  test('does not change with the clock', () => {
    expect(tagOf({ now: '2026-07-14T13:00:00Z' })).toBe(tagOf())
  })

  test.each<[string, Inputs]>([
    ['the code', { build: 'b2' }],
    ['the content coding', { coding: 'br' }],
    ['the public address', { publicUrl: 'https://other.example' }],
    ['the version of the timeline', { version: '2-abc' }],
    ['the path', { path: '/v1/series' }],
    ['the language', { parameters: { lang: 'ko' } }],
    ['any parameter', { parameters: { limit: 8 } }],
  ])('changes with %s', (_, other) => {
    expect(tagOf(other)).not.toBe(tagOf())
  })

  test('changes with the day if the response does, and only then', () => {
    const tomorrow = (path: string) => [tagOf({ path }), tagOf({ path, today: '2026-07-15' })]
    expect(new Set(tomorrow('/v1/on-this-day')).size).toBe(2)
    expect(new Set(tomorrow('/v1/highlights')).size).toBe(2)
    expect(new Set(tomorrow('/feeds/anniversaries.rss')).size).toBe(2)
    expect(new Set(tomorrow('/v1/events')).size).toBe(1)
    expect(new Set(tomorrow('/v1/on-this-day/07-14')).size).toBe(1)
  })

  test('does not change with the timeline if the response does not', () => {
    expect(tagOf({ path: '/robots.txt', version: '2-abc' })).toBe(tagOf({ path: '/robots.txt' }))
  })

  test.each([
    ['2026-07-13T23:59:59Z', 'while the clock of the writer is ahead'],
    ['2026-07-14T00:00:00Z', 'at the moment of a change'],
    ['2026-07-14T00:00:04Z', 'just before it has settled'],
  ])('is another one at %s, %s', now => {
    expect(tagOf({ now })).not.toBe(tagOf())
    expect(tagOf({ now })).toBe(tagOf({ now: CHANGED_AT }))
  })

  test('is the lasting one from five seconds after a change', () => {
    expect(tagOf({ now: '2026-07-14T00:00:05Z' })).toBe(tagOf())
  })
})

describe('If-None-Match', () => {
  test.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b",W/"a","c"', true],
    [' "a" ', true],
    ['"A"', false],
    ['a', false],
    ['"b"', false],
    ['"aa"', false],
    ['w/"a"', false],
    ['*', false],
    ['', false],
    [undefined, false],
  ])('%s names the ETag: %s', (field, named) => {
    expect(matchIfNoneMatch(field, '"a"')).toBe(named ? '"a"' : undefined)
  })

  test.each([
    ['"3-a"', '"3-a"'],
    ['W/"12-a"', '"12-a"'],
    ['"3-b", "4-a"', '"4-a"'],
    ['"3-"', undefined],
    ['"-a"', undefined],
    ['"x-a"', undefined],
    ['"3-3-a"', undefined],
    ['"1234567890-a"', undefined],
  ])('%s names the ETag with a revision before it: %s', (field, named) => {
    expect(matchIfNoneMatch(field, '"a"')).toBe(named)
  })

  test('is met by the validator of something at a revision', () => {
    expect(withRevision('"a"', 3)).toBe('"3-a"')
    expect(matchIfNoneMatch(withRevision('"12-a"', 3), '"12-a"')).toBe('"3-12-a"')
  })

  test.each([
    ['*', true],
    [' * ', true],
    ['"*"', false],
    ['"a", *', false],
    ['', false],
    [undefined, false],
  ])('%s is a wildcard: %s', (field, any) => {
    expect(isWildcard(field)).toBe(any)
  })
})

describe('Last-Modified', () => {
  const modified = (inputs: Inputs) => lastModified(aCall(inputs))

  test('is when the last change had settled, and the change itself until then', () => {
    expect(modified({})).toBe('2026-07-14T00:00:05Z')
    expect(modified({ now: '2026-07-14T00:00:04Z' })).toBe(CHANGED_AT)
    expect(httpDate(modified({})!)).toBe('Tue, 14 Jul 2026 00:00:05 GMT')
  })

  test('is not before midnight in the zone of the timeline, where the answer depends on the day', () => {
    const tomorrow = { today: '2026-07-15', now: '2026-07-14T16:00:00Z' }
    expect(modified({ path: '/feeds/anniversaries.rss', ...tomorrow })).toBe('2026-07-14T15:00:00Z')
    expect(modified({ path: '/v1/timeline', ...tomorrow })).toBe('2026-07-14T15:00:00Z')
    expect(modified({ path: '/feeds/updates.rss', ...tomorrow })).toBe('2026-07-14T00:00:05Z')
    expect(modified({ path: '/feeds/anniversaries.rss' })).toBe('2026-07-14T00:00:05Z')
  })

  test.each([
    ['America/New_York', '2026-07-15', '2026-07-15T04:00:00Z'],
    ['Pacific/Kiritimati', '2026-07-16', '2026-07-15T10:00:00Z'],
    ['Asia/Seoul', '2026-07-15', '2026-07-14T15:00:00Z'],
  ])('is not before midnight in the zone that is asked for: %s', (tz, today, midnight) => {
    const now = '2026-07-15T12:00:00Z'
    expect(modified({ path: '/v1/on-this-day', parameters: { tz }, today, now })).toBe(midnight)
  })

  test('is not there for what depends on no store', () => {
    expect(modified({ path: '/robots.txt' })).toBeUndefined()
  })
})

describe('If-Modified-Since', () => {
  const unmodified = (field: string | undefined, inputs: Inputs = {}, headers: Record<string, string> = {}) =>
    unmodifiedSince({ ...(field !== undefined && { 'if-modified-since': field }), ...headers }, aCall(inputs))

  test.each([
    ['Tue, 14 Jul 2026 00:00:05 GMT', true],
    ['Tuesday, 14-Jul-26 00:00:05 GMT', true],
    ['Wed, 15 Jul 2026 00:00:00 GMT', true],
    ['Tue, 14 Jul 2026 00:00:04 GMT', false],
    ['Tue, 14 Jul 2026 00:00:00 GMT', false],
    ['Tue Jul 14 00:00:05 2026', false],
    ['2026-07-15T00:00:00Z', false],
    ['9999', false],
    ['never GMT', false],
    ['', false],
    [undefined, false],
  ])('%s is no earlier than the last change: %s', (field, expected) => {
    expect(unmodified(field)).toBe(expected)
  })

  const LATER = 'Wed, 15 Jul 2026 00:00:00 GMT'

  test('is ignored beside If-None-Match, while the store settles, or where nothing is stored', () => {
    expect(unmodified(LATER, {}, { 'if-none-match': '"a"' })).toBe(false)
    expect(unmodified(LATER, { now: '2026-07-14T00:00:04Z' })).toBe(false)
    expect(unmodified(LATER, { path: '/robots.txt' })).toBe(false)
  })

  test('from before midnight is too early for the new day', () => {
    const tomorrow = { path: '/v1/on-this-day', today: '2026-07-15', now: '2026-07-14T16:00:00Z' }
    expect(unmodified('Tue, 14 Jul 2026 14:59:59 GMT', tomorrow)).toBe(false)
    expect(unmodified('Tue, 14 Jul 2026 15:00:00 GMT', tomorrow)).toBe(true)
    const elsewhere = { ...tomorrow, parameters: { tz: 'America/New_York' }, now: '2026-07-15T05:00:00Z' }
    expect(unmodified('Wed, 15 Jul 2026 03:59:59 GMT', elsewhere)).toBe(false)
  })
})
