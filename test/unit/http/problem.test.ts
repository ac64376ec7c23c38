/** What clients learn of an error: what they can fix, and nothing internal. */
import { describe, expect, test } from '@jest/globals'
import { InvalidDate } from '../../../lambdas/domain/historical-date.ts'
import { invalidParameter, notFound, Problem, problemDetails } from '../../../lambdas/http/problem.ts'
import { InvalidCursor } from '../../../lambdas/store/cursor.ts'
import { UnknownFacetValue } from '../../../lambdas/store/event-store.ts'

describe('problemDetails', () => {
  test.each([
    [invalidParameter('limit', 'Too many', 'at most 100'), 400, 'Invalid parameter'],
    [new UnknownFacetValue('tag', 'x', ['a', 'b']), 400, 'Invalid parameter'],
    [new InvalidCursor('Bent'), 400, 'Invalid cursor'],
    [notFound('event "x"'), 404, 'Not found'],
    [new Problem('gone', { detail: 'Deleted' }), 410, 'Gone'],
    [new Problem('not-loaded', { detail: 'Not yet' }), 503, 'Not loaded yet'],
  ])('of %p is a %s, %s', (error, status, title) => {
    const { body } = problemDetails(error, '/v1/events')
    expect(body).toMatchObject({ status, title, detail: error.message, instance: '/v1/events' })
    expect(body.type).toMatch(/^urn:annals:problem:[a-z-]+$/)
  })

  test('names the parameter at fault and what is allowed', () => {
    expect(problemDetails(new UnknownFacetValue('tag', 'x', ['a', 'b']), '/').body).toMatchObject({
      detail: 'There is no tag "x"',
      parameter: 'tag',
      allowed: ['a', 'b'],
    })
    expect(problemDetails(new InvalidCursor('Bent'), '/').body).toMatchObject({ parameter: 'cursor' })
  })

  test.each([new Error('secret'), new InvalidDate('secret'), new TypeError('secret'), 'secret', undefined])(
    'of %p says nothing of it: what is stored is not what the client sent',
    error => {
      const { body, headers } = problemDetails(error, '/v1/events')
      expect(body.status).toBe(500)
      expect(JSON.stringify({ body, headers })).not.toContain('secret')
    },
  )

  test('keeps headers out of the body', () => {
    const problem = new Problem('method-not-allowed', { detail: 'No', headers: { allow: 'GET' } })
    const { body, headers } = problemDetails(problem, '/')
    expect(headers).toEqual({ allow: 'GET' })
    expect(body).not.toHaveProperty('headers')
  })

  test.each([
    ['/v1/events/a b', '/v1/events/a%20b'],
    ['/v1/events/"<>\u0000', '/v1/events/%22%3C%3E%00'],
    ['/v1/events/힣', '/v1/events/%ED%9E%A3'],
    ['/%E0%A4%A', '/%25E0%25A4%25A'],
    ['/\ud800', '/%EF%BF%BD'],
  ])('has an instance that is a URI reference, from the decoded path %j', (path, instance) => {
    expect(problemDetails(new Error(), path).body.instance).toBe(instance)
  })
})
