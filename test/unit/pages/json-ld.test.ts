import { describe, expect, test } from '@jest/globals'
import { eventView, seriesView } from '../../../lambdas/domain/view.ts'
import { breadcrumbsNode, datasetNode, eventNode, jsonLd } from '../../../lambdas/pages/json-ld.ts'
import { anEvent } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'
import { hostileText } from '../../support/hostile-text.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSeries, aSetting } from '../../support/page-data.ts'
import { elementsOf } from '../../support/xml-tree.ts'

const nodeOf = (overrides: Parameters<typeof anEvent>[0] = {}, context = aSetting()) =>
  eventNode(eventView(anEvent(overrides), context), context)

/** What a machine reads in the page. */
function read(markup: string) {
  const blocks = elementsOf(parseHtml(markup), 'script')
  expect(blocks).toHaveLength(1)
  expect(blocks[0]!.attributes).toEqual({ type: 'application/ld+json' })
  return JSON.parse(blocks[0]!.text)
}

describe('an event', () => {
  test('has a name, a date, a description, a language and the sources of the page about it', () => {
    expect(nodeOf()).toMatchObject({
      '@type': 'Event',
      name: 'The Act enters into force',
      startDate: '1997-07-14',
      description: 'The Act began to apply.',
      inLanguage: 'en',
      subjectOf: {
        '@type': 'Article',
        url: 'https://annals.example/events/act-in-force',
        dateModified: '2026-01-01T00:00:00Z',
        citation: [
          {
            '@type': 'CreativeWork',
            name: 'The Act',
            url: 'https://law.example/acts/5259',
            publisher: { '@type': 'Organization', name: 'Law Institute' },
          },
        ],
      },
    })
  })

  test.each([
    ['1997-07-14', { startDate: '1997-07-14' }],
    ['2004-10', { startDate: '2004-10' }],
    ['2020', { startDate: '2020' }],
    ['2005/2007', { startDate: '2005', endDate: '2007' }],
    ['2004-07-XX', { startDate: '2004-07' }],
    ['1945-22', { startDate: '1945-06', endDate: '1945-08', disambiguatingDescription: 'summer 1945' }],
    ['199X', { startDate: '1990', endDate: '1999', disambiguatingDescription: 'the 1990s' }],
    ['2004-07-27/..', { startDate: '2004-07-27' }],
    ['../1985', { endDate: '1985' }],
    ['2007-06~', { startDate: '2007-06', disambiguatingDescription: 'about June 2007' }],
    ['2005?/2007-03-02~', { startDate: '2005', endDate: '2007-03-02' }],
  ])('of %s says no more than is known', (date, expected) => {
    const node = nodeOf({ date })
    expect(node).toMatchObject(expected)
    expect('endDate' in node).toBe('endDate' in expected)
  })

  test('an exact date needs no words', () => {
    expect(nodeOf()).not.toHaveProperty('disambiguatingDescription')
  })

  test('a claim is no fact: its name, its description and its article say whose it is', () => {
    expect(nodeOf({ status: 'claimed', attribution: { en: 'an activist group' } })).toMatchObject({
      name: '[Claimed] The Act enters into force',
      description: 'Claimed. According to: an activist group – The Act began to apply.',
      subjectOf: { headline: '[Claimed] The Act enters into force', creditText: 'an activist group' },
    })
  })

  test('is where it was, as far as that is known', () => {
    const seoul = { id: 'seoul', name: { en: 'Seoul' }, country: 'KR', latitude: 37.57, longitude: 126.98 }
    const sea = { id: 'sea', name: { en: 'At sea' } }
    expect(nodeOf({ places: [seoul, sea] }).location).toEqual([
      {
        '@type': 'Place',
        name: 'Seoul',
        address: { '@type': 'PostalAddress', addressCountry: 'KR' },
        geo: { '@type': 'GeoCoordinates', latitude: 37.57, longitude: 126.98 },
      },
      { '@type': 'Place', name: 'At sea' },
    ])
  })

  test('a source is dated as it states, and not otherwise', () => {
    const [source] = anEvent().sources
    const publications = ['2005-12-10~', undefined].map(published => ({ ...source!, ...(published && { published }) }))
    const { citation } = nodeOf({ sources: publications }).subjectOf as { citation: object[] }
    expect(citation[0]).toMatchObject({ datePublished: '2005-12-10' })
    expect(citation[1]).not.toHaveProperty('datePublished')
  })
})

describe('a series', () => {
  test('is a dataset of its years, with where to have it and each source once', () => {
    const context = aSetting()
    const node = datasetNode(seriesView(aSeries(), context), 'https://annals.example/statistics', context)
    expect(node).toMatchObject({
      '@type': 'Dataset',
      name: 'Arrivals by year',
      temporalCoverage: '2001/2004',
      distribution: { contentUrl: 'https://annals.example/v1/series/arrivals', encodingFormat: 'application/json' },
    })
    expect(node.citation).toHaveLength(1)
  })
})

test('the way to a page is numbered from the home page on', () => {
  const steps = [
    { name: 'A timeline', url: 'https://annals.example/' },
    { name: '2004', url: 'https://annals.example/years/2004' },
  ]
  expect(breadcrumbsNode(steps).itemListElement).toEqual([
    { '@type': 'ListItem', position: 1, name: 'A timeline', item: 'https://annals.example/' },
    { '@type': 'ListItem', position: 2, name: '2004', item: 'https://annals.example/years/2004' },
  ])
})

test('a block says all of its things in one vocabulary', () => {
  expect(read(jsonLd([nodeOf(), breadcrumbsNode([])]).text)).toMatchObject({
    '@context': 'https://schema.org',
    '@graph': [{ '@type': 'Event' }, { '@type': 'BreadcrumbList' }],
  })
})

test('whatever a text holds, it stays within its string', () => {
  fc.assert(
    fc.property(hostileText, title => {
      const { '@graph': nodes } = read(jsonLd([nodeOf({ title: { en: title } })]).text)
      expect(nodes[0].name).toBe(title)
    }),
  )
})
