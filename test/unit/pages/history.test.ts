import { describe, expect, test } from '@jest/globals'
import type { StoredEvent } from '../../../lambdas/domain/event.ts'
import { eventView } from '../../../lambdas/domain/view.ts'
import { historyPage, type Version, wordChange } from '../../../lambdas/pages/history.ts'
import { anEvent } from '../../support/events.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSetting } from '../../support/page-data.ts'
import { elementsOf, textsOf } from '../../support/xml-tree.ts'

const views = (event: Partial<StoredEvent>, languages = ['en', 'ko']) =>
  languages.map(language => eventView(anEvent(event), aSetting({ language })))

const read = (versions: Version[], language = 'en') =>
  parseHtml(
    historyPage(
      { id: 'act-in-force', path: '/events/act-in-force/history', versions, earlier: undefined },
      aSetting({ language }),
    ),
  )

/** What one change says, by field. */
function changes(before: Partial<StoredEvent>, after: Partial<StoredEvent>, languages = ['en', 'ko']) {
  const version = { revision: 2, day: '2026-03-01', views: views(after, languages), before: views(before, languages) }
  const rows = elementsOf(elementsOf(read([version], languages[0]), 'dl')[0]!, 'div')
  return rows.map(row => [
    textsOf(row, 'dt')[0],
    elementsOf(row, 'del').map(({ text }) => text),
    elementsOf(row, 'ins').map(({ text }) => text),
  ])
}

describe('the history of an event', () => {
  test('has its versions as they follow, and says which were added, corrected and deleted', () => {
    const page = read([
      { revision: 4, day: '2026-05-01', views: views({}), before: [] },
      { revision: 3, day: '2026-04-01', views: [], before: views({}) },
      { revision: 2, day: '2026-03-01', views: views({ significance: 4 }), before: views({}) },
      { revision: 1, day: '2026-01-01', views: views({}), before: undefined },
    ])
    expect(textsOf(elementsOf(page, 'main')[0]!, 'h2')).toEqual([
      'Added 1 May 2026',
      'Deleted 1 April 2026',
      'Corrected 1 March 2026 (revision 2)',
      'Added 1 January 2026',
    ])
  })

  test('shows what changed field by field, in words of the reader', () => {
    const tag = (id: string, en: string, ko: string) => ({ id, name: { en, ko } })
    const before = { tags: [tag('a', 'Old', '옛'), tag('b', 'Kept', '남음')], date: '1997-07' }
    const after = {
      ...{ tags: [tag('b', 'Kept', '남음'), tag('c', 'New', '새')], date: '1997-07-14', significance: 5 },
      ...({ status: 'claimed', attribution: { en: 'A committee', ko: '위원회' } } as const),
    }
    expect(changes(before, after)).toEqual([
      ['According to', [], ['A committee']],
      ['According to (Korean)', [], ['위원회']],
      ['When', [], ['14 ']],
      ['Status', ['Confirmed'], ['Claimed']],
      ['Tags', ['Old'], ['New']],
      ['Significance', ['3'], ['5']],
    ])
    expect(changes(before, { ...before, date: '1997' }, ['ko', 'en'])).toEqual([['날짜', [' 7월'], []]])
  })

  test('shows a text that changed in another language alone, and names the language', () => {
    const title = { en: 'The Act enters into force', ko: '법 시행' }
    expect(changes({}, { title })).toEqual([['Title (Korean)', ['법률'], ['법']]])
  })

  test('does not show a text once more in a language that lacks it', () => {
    expect(changes({ summary: { en: 'Old' } }, { summary: { en: 'New' } })).toEqual([['Summary', ['Old'], ['New']]])
  })

  test('says so if nothing changed that it shows', () => {
    const [place] = [{ id: 'seoul', name: { en: 'Seoul' } }]
    const before = views({ places: [place!] })
    const after = views({ places: [{ ...place!, latitude: 37.5, longitude: 127 }] })
    const page = read([{ revision: 2, day: '2026-03-01', views: after, before }])
    expect(textsOf(page, 'p')).toContain('Only details changed that are not shown here.')
  })
})

test.each([
  ['The Act came into force', 'The Act entered into force', 'The Act <del>came</del> <ins>entered</ins> into force'],
  ['One two', 'One', 'One<del> two</del>'],
  ['', 'All of it', '<ins>All of it</ins>'],
  ['a a', 'a a a', 'a a<ins> a</ins>'],
  ['법률 시행', '법률 공포', '법률 <del>시행</del> <ins>공포</ins>'],
])('from %j to %j, the words that changed are marked within the rest', (before, after, expected) => {
  expect(wordChange(before, after, 'ko').text).toBe(expected)
})
