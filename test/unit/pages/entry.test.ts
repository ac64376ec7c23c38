import { describe, expect, test } from '@jest/globals'
import type { StoredEvent } from '../../../lambdas/domain/event.ts'
import { eventPage } from '../../../lambdas/domain/view.ts'
import { entryPage } from '../../../lambdas/pages/entry.ts'
import { accountsIn } from '../../../lambdas/pages/standing.ts'
import { anEvent } from '../../support/events.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSetting } from '../../support/page-data.ts'
import { type Element, elementsOf, textsOf } from '../../support/xml-tree.ts'

const NOTHING = { previous: undefined, next: undefined, related: [] }

const read = (
  event: Partial<StoredEvent> = {},
  { language = 'en', around = NOTHING as Parameters<typeof eventPage>[1] } = {},
) => {
  const context = aSetting({ language })
  return parseHtml(entryPage(eventPage(anEvent(event), around, context), context))
}
const withClass = (element: Element, name: string): Element[] =>
  element.children.flatMap(child => [
    ...(child.attributes.class?.split(' ').includes(name) ? [child] : []),
    ...withClass(child, name),
  ])
const textOf = (page: Element, name: string) => withClass(page, name).map(({ text }) => text.trim())

describe('how far an event is established', () => {
  test.each([
    ['claimed', 'en', 'Claimed', 'According to: A committee'],
    ['disputed', 'en', 'Disputed', 'According to: A committee'],
    ['reported', 'ko', '보도', '근거: 위원회'],
  ] as const)('is shown directly after the title: %s in %s', (status, language, word, attribution) => {
    const page = read({ status, attribution: { en: 'A committee', ko: '위원회' } }, { language })
    const [opening] = elementsOf(page, 'header').filter(({ attributes }) => attributes.class === 'opening')
    const order = opening!.children.map(({ name }) => name)
    const standing = opening!.children[order.indexOf('h1') + 1]!
    expect(textsOf(standing, 'p')).toEqual([word, attribution])
  })

  test('is who says what, side by side, in a dispute', () => {
    const page = read({
      status: 'disputed',
      attribution: { en: 'Ministry (a choice); The North, in 2017 (abduction)' },
    })
    const [accounts] = withClass(page, 'accounts')
    expect(accounts!.children.map(({ children }) => children.map(({ text }) => text))).toEqual([
      ['Ministry', 'a choice'],
      ['The North, in 2017', 'abduction'],
    ])
  })

  test('is in the title of the document, so that no tab or preview shows a claim as a fact', () => {
    const page = read({ status: 'claimed', attribution: { en: 'A committee' } })
    expect(textsOf(page, 'title')).toEqual(['[Claimed] The Act enters into force – A timeline'])
    const previews = elementsOf(page, 'meta').filter(({ attributes }) =>
      /title|description/.test(attributes.property ?? ''),
    )
    for (const { attributes } of previews) expect(attributes.content).toContain('Claimed')
  })

  test('is shown for a confirmed event too, without an attribution', () => {
    expect(textOf(read(), 'standing')).toEqual(['Confirmed'])
  })
})

test.each([
  ['A committee', [{ who: 'A committee' }]],
  [
    '한국 통일부(자발적 탈북); 북한(납치)',
    [
      { who: '한국 통일부', says: '자발적 탈북' },
      { who: '북한', says: '납치' },
    ],
  ],
  [
    '外務省（自発的；観光）；北朝鮮（拉致）',
    [
      { who: '外務省', says: '自発的；観光' },
      { who: '北朝鮮', says: '拉致' },
    ],
  ],
  ['A party (the left) says so; B', [{ who: 'A party (the left) says so' }, { who: 'B' }]],
])('in the attribution %j are the accounts %j', (attribution, accounts) => {
  expect(accountsIn(attribution)).toEqual(accounts)
})

describe('the date', () => {
  test.each([
    ['1997-07-14', '14 July 1997 ', '1997-07-14'],
    ['2004-07-27/2004-07-28', '27–28 July 2004 over a period of time', undefined],
    ['1997-07', 'July 1997 known to the month', '1997-07'],
    ['1997', '1997 known to the year only', '1997'],
    ['2007-06~', 'about June 2007 known to the month, approximate', undefined],
    ['2007?', '2007 (uncertain) known to the year only, a source is doubted', undefined],
    ['2005/2007', '2005 to 2007 over a period of time', undefined],
  ])('%s is shown with its precision', (date, words, machine) => {
    const [line] = withClass(read({ date }), 'dateline')
    expect(line!.text).toBe(words)
    expect(elementsOf(line!, 'time').map(({ attributes }) => attributes.datetime)).toEqual(machine ? [machine] : [])
  })
})

describe('the page of an event', () => {
  test('has its figures, observance, bodies, places and tags', () => {
    const term = (id: string, en: string) => ({ id, name: { en } })
    const page = read({
      figures: [{ label: { en: 'Arrivals' }, value: 1234, unit: term('people', 'people') }],
      observance: { since: 2024, name: { en: 'Their day' } },
      actors: [term('a', 'A ministry'), term('b', 'A court')],
      places: [term('seoul', 'Seoul')],
      tags: [term('hanawon', 'Hanawon')],
    })
    const [facts] = elementsOf(page, 'dl')
    expect(elementsOf(facts!, 'div').map(({ children }) => children.map(({ text }) => text))).toEqual([
      ['Observed every year since', '2024 – Their day'],
      ['Arrivals', '1,234 people'],
      ['People and bodies', 'A ministry · A court'],
      ['Places', 'Seoul'],
    ])
    expect(elementsOf(withClass(page, 'tags')[0]!, 'a').map(({ attributes }) => attributes.href)).toEqual([
      '/tags/hanawon',
    ])
  })

  test('of which little is known has no empty parts', () => {
    const page = read({ figures: [], actors: [], places: [], tags: [] })
    expect(elementsOf(page, 'dl')).toEqual([])
    for (const part of ['tags', 'note', 'related', 'sequence']) expect(withClass(page, part)).toEqual([])
  })

  test('shows what sources disagree on, or another note', () => {
    const note = { en: 'Two figures' }
    const said = (status: 'disputed' | 'claimed') =>
      textsOf(withClass(read({ status, note, attribution: note }), 'note')[0]!, 'h2')
    expect(said('disputed')).toEqual(['What sources disagree on'])
    expect(said('claimed')).toEqual(['Note'])
  })

  test('links to its sources, and says what each supports', () => {
    const [sources] = withClass(read(), 'sources')
    expect(elementsOf(sources!, 'a').map(({ attributes }) => attributes.href)).toEqual([
      'https://law.example/acts/5259',
    ])
    expect(sources!.text).toContain('the day on which it entered into force')
  })

  test('names the language of a title that is not that of the page', () => {
    const [source] = anEvent().sources
    const languageOf = (language: string) => {
      const page = read({ sources: [{ ...source!, language }] })
      return elementsOf(withClass(page, 'sources')[0]!, 'cite')[0]!.attributes.lang
    }
    expect([languageOf('ko'), languageOf('en')]).toEqual(['ko', undefined])
  })

  test('leads to the events around it, which carry their status', () => {
    const claim = { id: 'claim', status: 'claimed', attribution: { en: 'A committee' } } as const
    const around = { previous: anEvent(claim), next: anEvent({ id: 'later' }), related: [anEvent({ id: 'kin' })] }
    const page = read({}, { around })
    const steps = elementsOf(withClass(page, 'sequence')[0]!, 'a').map(({ attributes, text }) => [
      attributes.rel,
      attributes.href,
      text,
    ])
    expect(steps).toEqual([
      ['prev', '/events/claim', 'Before · 14 July 1997 [Claimed] The Act enters into force'],
      ['next', '/events/later', 'After · 14 July 1997 The Act enters into force'],
    ])
    expect(textOf(page, 'related')[0]).toContain('The Act enters into force')
  })

  test('says when it was added and corrected, and leads to its history and data', () => {
    const page = read({ revision: 2, updatedAt: '2026-03-01T00:00:00Z' }, { language: 'ko' })
    const [part] = withClass(page, 'history')
    expect(textsOf(part!, 'p')[0]).toBe('2026년 1월 1일 추가 · 2026년 3월 1일 수정(제2판)')
    expect(elementsOf(part!, 'a').map(({ attributes }) => attributes.href)).toEqual([
      '/ko/events/act-in-force/history',
      'https://annals.example/ko/events/act-in-force',
      '/v1/events/act-in-force?lang=ko',
    ])
  })

  test('says what is not translated', () => {
    expect(textOf(read({ summary: { en: 'Only so.' } }, { language: 'ko' }), 'hint')).toEqual([
      '일부 내용은 아직 번역되지 않아 다른 언어로 표시됩니다.',
    ])
  })
})
