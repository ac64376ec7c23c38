import { describe, expect, test } from '@jest/globals'
import { mostListed, sitemap, sitemapIndex } from '../../../lambdas/pages/sitemap.ts'
import { aTimeline } from '../../support/events.ts'
import { aSetting } from '../../support/page-data.ts'
import { elementsOf, parseXml, textsOf } from '../../support/xml-tree.ts'

const context = aSetting()

describe('a sitemap', () => {
  const urlset = parseXml(sitemap([{ path: '/' }, { path: '/events/a', changed: '2026-01-02T03:04:05Z' }], context))

  test('lists each page in each language', () => {
    expect(textsOf(urlset, 'loc')).toEqual([
      'https://annals.example/',
      'https://annals.example/ko',
      'https://annals.example/events/a',
      'https://annals.example/ko/events/a',
    ])
  })

  test('names the languages of a page to each other, itself among them', () => {
    const languages = [
      ['en', 'https://annals.example/events/a'],
      ['ko', 'https://annals.example/ko/events/a'],
      ['x-default', 'https://annals.example/events/a'],
    ]
    for (const url of elementsOf(urlset, 'url').slice(2)) {
      const links = elementsOf(url, 'xhtml:link').map(({ attributes }) => attributes)
      expect(links.map(({ hreflang, href }) => [hreflang, href])).toEqual(languages)
      expect(links.every(({ rel }) => rel === 'alternate')).toBe(true)
    }
  })

  test('says when a page last changed where that is known', () => {
    expect(textsOf(urlset, 'lastmod')).toEqual(['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'])
  })

  test.each([1, 2, 10])('of %i languages stays within what the protocol and an answer may hold', count => {
    const languages = ['en', 'ko', 'ja', 'zh', 'ru', 'de', 'fr', 'es', 'pt', 'it'].slice(0, count)
    const most = mostListed(languages)
    const events = Array.from({ length: most + 1 }, (_, index) => ({
      path: `/events/an-event-with-a-name-of-usual-length-${index}` as const,
      changed: '2026-01-02T03:04:05Z',
    }))
    const text = sitemap(events, aSetting({ timeline: aTimeline({ languages }) }))
    expect(text.split('<loc>').length - 1).toBe(most * count)
    expect(most * count).toBeLessThanOrEqual(50_000)
    expect(Buffer.byteLength(text)).toBeLessThan(6_000_000)
  })
})

test('the index lists sitemaps', () => {
  const index = parseXml(sitemapIndex(['/sitemap-pages.xml', '/sitemaps/2004.xml'], context))
  expect(index.name).toBe('sitemapindex')
  expect(textsOf(index, 'loc')).toEqual([
    'https://annals.example/sitemap-pages.xml',
    'https://annals.example/sitemaps/2004.xml',
  ])
})
