/** The validator is a function of everything that an answer depends on, and of nothing else. */
import { describe, expect, test } from '@jest/globals'
import type { AnyCall } from '../../../lambdas/http/call.ts'
import { entityTag, namesAny, namesTag } from '../../../lambdas/http/conditional.ts'
import type { Coding } from '../../../lambdas/http/content-coding.ts'
import { matchPath } from '../../../lambdas/routes.ts'
import { aTimeline } from '../../support/events.ts'

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

/** The tag of a call that was made long after the last change, unless said otherwise. */
function tagOf({
  path = '/v1/events',
  parameters = {},
  today = '2026-07-14',
  now = '2026-07-14T12:00:00Z',
  version = '1-abc',
  publicUrl = 'https://annals.example',
  build = 'b1',
  coding = 'identity',
}: Inputs = {}): string {
  const timeline = aTimeline()
  const call: AnyCall = {
    ...matchPath(path)[0]!,
    rawPath: path,
    query: new URLSearchParams(),
    parameters,
    head: { timeline, version, updatedAt: CHANGED_AT, changedAt: CHANGED_AT },
    setting: { language: 'en', timeline, publicUrl },
    now,
    today,
  }
  return entityTag(call, build, coding)
}

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

  test('changes with the day where the answer does, and only there', () => {
    const tomorrow = (path: string) => [tagOf({ path }), tagOf({ path, today: '2026-07-15' })]
    expect(new Set(tomorrow('/v1/on-this-day')).size).toBe(2)
    expect(new Set(tomorrow('/v1/highlights')).size).toBe(2)
    expect(new Set(tomorrow('/feeds/anniversaries.rss')).size).toBe(2)
    expect(new Set(tomorrow('/v1/events')).size).toBe(1)
    expect(new Set(tomorrow('/v1/on-this-day/07-14')).size).toBe(1)
  })

  test('does not change with the timeline where the answer does not', () => {
    expect(tagOf({ path: '/openapi.json', version: '2-abc' })).toBe(tagOf({ path: '/openapi.json' }))
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
  ])('%s names the validator: %s', (field, named) => {
    expect(namesTag(field, '"a"')).toBe(named)
  })

  test.each([
    ['*', true],
    [' * ', true],
    ['"*"', false],
    ['"a", *', false],
    ['', false],
    [undefined, false],
  ])('%s stands for anything: %s', (field, any) => {
    expect(namesAny(field)).toBe(any)
  })
})
