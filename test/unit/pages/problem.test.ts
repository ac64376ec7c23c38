import { describe, expect, test } from '@jest/globals'
import { problemPage } from '../../../lambdas/pages/problem.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSetting } from '../../support/page-data.ts'
import { elementsOf, textsOf } from '../../support/xml-tree.ts'

const problem = { status: 404, detail: 'There is no event "x"', suggestions: [], words: 'x' }
const read = (overrides: Partial<Parameters<typeof problemPage>[0]> = {}, language = 'en') =>
  elementsOf(parseHtml(problemPage({ ...problem, ...overrides }, aSetting({ language }))), 'main')[0]!

describe('the page for what went wrong', () => {
  test.each([
    [404, 'Not found', '찾을 수 없습니다'],
    [410, 'No longer here', '삭제된 항목입니다'],
    [400, 'That did not work', '처리할 수 없습니다'],
    [405, 'That did not work', '처리할 수 없습니다'],
    [500, 'Something went wrong', '문제가 생겼습니다'],
    [422, 'Too large to search', '검색하기에는 너무 큽니다'],
    [503, 'Not available for now', '지금은 볼 수 없습니다'],
  ])('says what %i means', (status, english, korean) => {
    expect(textsOf(read({ status }), 'h1')).toEqual([english])
    expect(textsOf(read({ status }, 'ko'), 'h1')).toEqual([korean])
  })

  test('shows the detail if the address asks for something impossible, and otherwise leaves it to programs', () => {
    expect(read({ status: 400 }).text).toContain('There is no event "x"')
    expect(read({ status: 400 }, 'ko').text).not.toContain('There is no event')
    for (const status of [404, 500, 503]) expect(read({ status }).text).not.toContain('There is no event')
  })

  test('leads to similar pages, to a search, and home', () => {
    const suggestions = [{ title: 'A "law"', href: '/ko/events/law' }]
    const hrefs = elementsOf(read({ suggestions, words: '하나 원' }, 'ko'), 'a').map(
      ({ attributes }) => attributes.href,
    )
    expect(hrefs).toEqual(['/ko/events/law', '/ko', '/ko/search?q=%ED%95%98%EB%82%98%20%EC%9B%90'])
  })

  test('offers no empty search', () => {
    expect(elementsOf(read({ words: '' }), 'a').map(({ attributes }) => attributes.href)).toEqual(['/'])
  })
})
