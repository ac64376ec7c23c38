import { describe, expect, test } from '@jest/globals'
import { html } from '../../../lambdas/feeds/markup.ts'
import { type Page, page } from '../../../lambdas/pages/layout.ts'
import { aTimeline } from '../../support/events.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSetting } from '../../support/page-data.ts'
import { elementsOf, textsOf } from '../../support/xml-tree.ts'

const read = (about: Partial<Page> = {}, context = aSetting()) =>
  parseHtml(
    page({ title: '2004', description: 'A year.', path: '/years/2004', main: html`<p>text</p>`, ...about }, context),
  )
const meta = (root: ReturnType<typeof read>, name: string) =>
  elementsOf(root, 'meta').find(({ attributes }) => attributes.name === name || attributes.property === name)
    ?.attributes.content

describe('a document', () => {
  test('is named after the page and the timeline; the home page after the timeline', () => {
    expect(textsOf(read(), 'title')).toEqual(['2004 – A timeline'])
    const { title: _, ...home } = { title: '', description: '', path: '/', main: html`` } as const
    expect(textsOf(parseHtml(page(home, aSetting())), 'title')).toEqual(['A timeline'])
  })

  test('says for previews what it is, where, and in which language', () => {
    const root = read(
      { kind: 'article', picture: { path: '/events/raft', alt: 'A raft' } },
      aSetting({ language: 'ko', version: '3-a' }),
    )
    expect(
      ['og:type', 'og:title', 'og:description', 'og:url', 'og:site_name', 'og:locale', 'og:image', 'og:image:alt'].map(
        name => meta(root, name),
      ),
    ).toEqual([
      'article',
      '2004',
      'A year.',
      'https://annals.example/ko/years/2004',
      '연표',
      'ko_KR',
      'https://annals.example/ko/cards/raft.png?v=3-a',
      'A raft',
    ])
    expect(meta(read(), 'og:image')).toBe('https://annals.example/timeline.png')
  })

  test('leads to itself in the other languages, and of a timeline in one language to none', () => {
    const switches = (root: ReturnType<typeof read>) =>
      elementsOf(root, 'a')
        .filter(({ attributes }) => attributes.hreflang !== undefined)
        .map(({ attributes, text }) => [attributes.href, text])
    expect(switches(read())).toEqual([['/ko/years/2004', '한국어']])
    expect(switches(read({}, aSetting({ language: 'ko' })))).toEqual([['/years/2004', 'English']])
    expect(switches(read({}, aSetting({ timeline: aTimeline({ languages: ['en'] }) })))).toEqual([])
  })

  test('offers the feeds in its language', () => {
    const root = read({}, aSetting({ language: 'ko' }))
    const feeds = elementsOf(root, 'link').filter(({ attributes }) => attributes.type === 'application/atom+xml')
    expect(feeds.map(({ attributes }) => attributes.href)).toEqual([
      '/feeds/anniversaries.atom?lang=ko',
      '/feeds/updates.atom?lang=ko',
      '/feeds/timeline.atom?lang=ko',
    ])
  })

  test('is framed in English where the language has no words here', () => {
    const timeline = aTimeline({ languages: ['ar', 'en'], title: { ar: 'خط زمني' } })
    const root = read({}, aSetting({ language: 'ar', timeline }))
    expect(root.attributes).toMatchObject({ lang: 'ar', dir: 'rtl' })
    expect(elementsOf(root, 'body')[0]!.attributes).toMatchObject({ lang: 'en', dir: 'ltr' })
    expect(textsOf(root, 'button')).toEqual(['Search'])
    expect(textsOf(root, 'title')).toEqual(['2004 – خط زمني'])
    const title = elementsOf(root, 'span').find(({ attributes }) => attributes.lang === 'ar')!
    expect([title.text, title.attributes.dir]).toEqual(['خط زمني', 'rtl'])
  })
})
