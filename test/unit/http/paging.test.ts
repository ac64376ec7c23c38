/** Between positions and cursors: a list says how to go on, and goes on from where it was. */
import { describe, expect, test } from '@jest/globals'
import { ENDPOINTS } from '../../../lambdas/endpoints/index.ts'
import type { AnyRequest } from '../../../lambdas/http/endpoint.ts'
import { listResponse, pageRequest } from '../../../lambdas/http/paging.ts'
import { createRouter } from '../../../lambdas/http/router.ts'
import { InvalidCursor } from '../../../lambdas/store/cursor.ts'
import { aTimeline } from '../../support/events.ts'

const route = createRouter(ENDPOINTS)

type ListCall = Parameters<typeof pageRequest>[0]

/** A call of a list with `query` as written, and `parameters` as read from it. */
function aCall(path: string, query: string, parameters: Record<string, unknown> = {}, today = '2026-07-14'): ListCall {
  const timeline = aTimeline()
  const at = '2026-01-01T00:00:00Z'
  const call: AnyRequest = {
    ...route(path)[0]!,
    rawPath: path,
    query: new URLSearchParams(query),
    headers: {},
    content: Buffer.of(),
    parameters: { limit: 25, cursor: undefined, ...parameters },
    metadata: { timeline, version: '1-abc', updatedAt: at, changedAt: at },
    renderContext: { language: 'en', timeline, publicUrl: 'https://annals.example' },
    now: at,
    today: () => today,
  }
  return call as ListCall
}

interface ListBody {
  next: string | null
}
const nextOf = (call: AnyRequest, position: string) =>
  (listResponse(call, { items: [], next: position }).body as ListBody).next!

describe('a page', () => {
  test('that is the last has neither a cursor nor a link', () => {
    expect(listResponse(aCall('/v1/events', 'limit=1'), { items: [1, 2] })).toEqual({
      body: { total: 2, data: [1, 2], next: null },
    })
  })

  test('links the next with everything that was asked for, and the cursor in place of the last one', () => {
    const call = aCall('/v1/events', 'tag=a&tag=b&cursor=old&lang=ko', { tag: ['a', 'b'] })
    const { body, headers } = listResponse(call, { items: [], next: '1997-07-14#a' })
    const { next } = body as ListBody
    expect(headers).toEqual({
      link: `<https://annals.example/v1/events?tag=a&tag=b&cursor=${next}&lang=ko>; rel="next"`,
    })
  })

  test('says more where there is more to say', () => {
    expect(listResponse(aCall('/v1/on-this-day/07-14', ''), { items: [] }, { day: '07-14' }).body).toEqual({
      day: '07-14',
      total: 0,
      data: [],
      next: null,
    })
  })
})

describe('a cursor', () => {
  const position = '1997-07-14#사건-😀'

  test('leads back to the position, within the limit and in the order of the page that it is given to', () => {
    const cursor = nextOf(aCall('/v1/events', ''), position)
    expect(cursor).toMatch(/^[\w-]+$/)
    expect(pageRequest(aCall('/v1/events', '', { cursor, limit: 3, lang: 'ko' }), 'desc')).toEqual({
      limit: 3,
      order: 'desc',
      after: position,
    })
  })

  test('is not needed for the first page', () => {
    expect(pageRequest(aCall('/v1/events', ''), 'asc')).toEqual({ limit: 25, order: 'asc', after: undefined })
  })

  test.each([
    ['another path', aCall('/v1/series', '')],
    ['another parameter', aCall('/v1/events', '', { order: 'desc' })],
  ])('is refused for %s', (_, call) => {
    const cursor = nextOf(aCall('/v1/events', ''), position)
    expect(() => pageRequest({ ...call, parameters: { ...call.parameters, cursor } }, 'asc')).toThrow(InvalidCursor)
  })

  test('is refused on another day if the list is of the day, and only then', () => {
    const goOn = (path: string) => () => {
      const cursor = nextOf(aCall(path, ''), position)
      return pageRequest(aCall(path, '', { cursor }, '2026-07-15'), 'asc').after
    }
    expect(goOn('/v1/on-this-day')).toThrow(InvalidCursor)
    expect(goOn('/v1/events')()).toBe(position)
  })
})
