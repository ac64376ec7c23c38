import { describe, expect, test } from '@jest/globals'
import { aboutPage } from '../../../lambdas/pages/about.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSetting } from '../../support/page-data.ts'
import { elementsOf, textsOf } from '../../support/xml-tree.ts'

const about = { statuses: { confirmed: 1200, claimed: 1 }, span: { first: '1997', last: '2025' } }
const pageOf = (data: Parameters<typeof aboutPage>[0] = about, language = 'en') =>
  elementsOf(parseHtml(aboutPage(data, aSetting({ language }))), 'main')[0]!

describe('the page about the timeline', () => {
  test('says what it is in its own words, how much there is, and of which years', () => {
    expect(pageOf().text).toContain('Events and their sources.')
    expect(pageOf().text).toContain('1,201 events of the years 1997 to 2025')
  })

  test('says what each status means, and how many events have it', () => {
    const statuses = elementsOf(pageOf(), 'dl')[0]!
    expect(textsOf(statuses, 'dt')).toEqual([
      'Confirmed 1,200 events',
      'Reported 0 events',
      'Claimed 1 event',
      'Disputed 0 events',
    ])
    expect(textsOf(statuses, 'dd')[2]).toContain('not presented as a fact')
  })

  test('says the same in Korean', () => {
    const [english, korean] = [pageOf(), pageOf(about, 'ko')]
    expect(textsOf(korean, 'h1')).toEqual(['소개'])
    expect(textsOf(korean, 'h2')).toHaveLength(textsOf(english, 'h2').length)
    expect(textsOf(korean, 'li')).toHaveLength(textsOf(english, 'li').length)
    expect(textsOf(korean, 'dt')[2]).toBe('주장 1건')
  })

  test('of an empty timeline says nothing about years', () => {
    expect(pageOf({ statuses: {}, span: undefined }).text).not.toContain('of the years')
  })
})
