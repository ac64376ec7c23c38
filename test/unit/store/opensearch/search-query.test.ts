/** How a search is put to OpenSearch: which words, how strictly, how narrowed – and that it asks for what the documents have. */
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { readContents } from '../../../../lambdas/data/read-contents.ts'
import type { StoredEvent } from '../../../../lambdas/domain/event.ts'
import { type Search, timelineSearch } from '../../../../lambdas/search/timeline-search.ts'
import { queryWords } from '../../../../lambdas/search/words.ts'
import { currentItem, type EventItem, tombstoneItem } from '../../../../lambdas/store/dynamodb/items.ts'
import { INDEX_TEMPLATE, TEXTS } from '../../../../lambdas/store/opensearch/event-index.ts'
import { readingsOf, searchQuery } from '../../../../lambdas/store/opensearch/search-query.ts'
import { anEvent } from '../../../support/events.ts'

const aSearch = (overrides: Partial<Search> = {}): Search => ({
  q: 'law',
  sort: 'relevance',
  order: 'asc',
  facets: {},
  significance: [],
  ...overrides,
})

const STRICT = { words: 1, forgiving: false }
const FORGIVING = { words: 1, forgiving: true }

/** The ways in which the only word of a query is looked for. */
function waysOf(q: string, reading = STRICT): { type: string }[] {
  const [word] = searchQuery(aSearch({ q }), queryWords(q), reading).query.bool.should
  return word!.bool.should.map(each => (each as { multi_match: { type: string } }).multi_match)
}
const typesOf = (q: string, reading = STRICT) => waysOf(q, reading).map(({ type }) => type)

describe('a word', () => {
  test('is looked for in every text by how much it tells there, as it is written and as a beginning', () => {
    const fields = [
      'event.title.*^8',
      'event.category.name.*^4',
      'event.tags.name.*^4',
      'event.actors.name.*^4',
      'event.places.name.*^4',
      'event.summary.*^1',
    ]
    expect(waysOf('Defectors')).toEqual([
      { query: 'defectors', fields, type: 'phrase', tie_breaker: 1 },
      { query: 'defectors', fields, type: 'phrase_prefix', tie_breaker: 1 },
    ])
  })

  test.each([
    ['act', ['phrase'], ['phrase', 'phrase_prefix', 'most_fields']],
    ['acts', ['phrase', 'phrase_prefix'], ['phrase', 'phrase_prefix', 'most_fields']],
    ['탈북', ['phrase', 'phrase_prefix'], ['phrase', 'phrase_prefix', 'most_fields']],
    ['33,000', ['phrase'], ['phrase']],
  ])('like %s is taken strictly at first, and more freely then', (q, strict, free) => {
    expect([typesOf(q), typesOf(q, FORGIVING)]).toEqual([strict, free])
  })

  test.each([
    ['defectors', { fuzziness: 'AUTO:4,8', prefix_length: 1, operator: 'and' }],
    ['하나원', { fuzziness: 'AUTO:3,13', prefix_length: 0, operator: 'and' }],
  ])('like %s may be mistyped by as many letters as in memory', (q, forgiven) => {
    expect(waysOf(q, FORGIVING)[2]).toMatchObject({ query: q, ...forgiven })
  })
})

describe('several words', () => {
  test('are first all wanted as they are, then all in some form, then most of them', () => {
    expect(readingsOf(3)).toEqual([
      { words: 3, forgiving: false },
      { words: 3, forgiving: true },
      { words: 2, forgiving: true },
      { words: 1, forgiving: true },
    ])
  })

  test('are counted, so that an event needs as many as a reading says', () => {
    const words = queryWords('the law on Hanawon graduates')
    const { should, minimum_should_match } = searchQuery(aSearch(), words, { words: 2, forgiving: true }).query.bool
    expect([words.map(({ text }) => text), should.length, minimum_should_match]).toEqual([
      ['law', 'hanawon', 'graduates'],
      3,
      2,
    ])
  })
})

describe('an order', () => {
  const sortOf = (overrides: Partial<Search>) => searchQuery(aSearch(overrides), queryWords('law'), STRICT).sort

  test('of relevance has the best first, equally good ones by id, whatever the order of time', () => {
    expect(sortOf({ order: 'desc' })).toEqual([{ _score: 'desc' }, { id: 'asc' }])
  })

  test.each(['asc', 'desc'] as const)('of time is %s', order => {
    expect(sortOf({ sort: 'time', order })).toEqual([{ timeKey: order }])
  })
})

// biome-ignore lint/suspicious/noExplicitAny: JSON of a query
const filtersOf = (search: Search): any[] => searchQuery(search, queryWords(search.q), STRICT).query.bool.filter

describe('a filter', () => {
  test('is one of alternatives within a dimension, and another for each dimension', () => {
    const facets = {
      category: ['law'],
      tag: ['hanawon', 'settlement'],
      actor: [],
    }
    expect(filtersOf(aSearch({ facets, significance: [4, 5], from: '1997-01-01', to: '2004-06-30' }))).toEqual([
      { terms: { facets: ['category#law'] } },
      { terms: { facets: ['tag#hanawon', 'tag#settlement'] } },
      { terms: { facets: ['significance#4', 'significance#5'] } },
      { range: { timeKey: { gte: '1997-01-01', lte: '2004-06-30~' } } },
    ])
  })

  test('is none where nothing narrows', () => {
    expect(filtersOf(aSearch())).toEqual([])
  })
})

describe('on the real timeline', () => {
  let events: StoredEvent[]
  let items: Map<string, EventItem>
  beforeAll(async () => {
    const contents = await readContents(join(import.meta.dirname, '../../../../data'))
    events = contents.events.map(({ event, added }) => ({ ...event, createdAt: added, updatedAt: added, revision: 1 }))
    const revision = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', revision: 1 }
    items = new Map(contents.events.map(({ event }) => [event.id, currentItem(event, revision, undefined)]))
  })

  /** What OpenSearch says these filters do: https://docs.opensearch.org/latest/query-dsl/term/ */
  const passes = (search: Search, { facets, timeKey }: EventItem): boolean =>
    filtersOf(search).every(({ terms, range }) =>
      terms
        ? terms.facets.some((value: string) => facets!.includes(value))
        : (range.timeKey.gte ?? '') <= timeKey! && timeKey! <= (range.timeKey.lte ?? '~'),
    )

  test.each<Partial<Search>>([
    { facets: { category: ['law'] } },
    { facets: { status: ['claimed', 'disputed'] } },
    { facets: { category: ['law', 'policy'], status: ['confirmed'] } },
    { significance: [4, 5] },
    { from: '2015-01-01' },
    { to: '2004-06-30' },
    { from: '1997-07-14', to: '1997-07-14' },
    { from: '2005-01-01', to: '2019-12-31', significance: [3], facets: { status: ['confirmed'] } },
  ])('%j lets the same events through as in memory', narrowing => {
    const q = 'defectors'
    const { find } = timelineSearch(events)
    const all = find(aSearch({ q }))
    const narrowed = find(aSearch({ q, ...narrowing }))
    expect(all.filter(id => passes(aSearch({ q, ...narrowing }), items.get(id)!))).toEqual(narrowed)
    expect(narrowed.length).toBeLessThan(all.length)
  })
})

describe('the index', () => {
  // biome-ignore lint/suspicious/noExplicitAny: a path may lead anywhere
  const at = (value: any, path: string): any =>
    path.split('.').reduce((each, name) => ([each].flat()[0] as never)?.[name], value)
  const term = (id: string) => ({ id, name: { en: id, ko: id } })
  const event = anEvent({ tags: [term('t')], actors: [term('a')], places: [term('p')] })
  const item = currentItem(event, event, undefined)
  const { properties } = INDEX_TEMPLATE.template.mappings

  test.each(TEXTS)('has $field as the items have it, in each language', ({ field }) => {
    const mapping = at(properties, field.replaceAll('.', '.properties.'))
    expect(Object.keys(mapping.properties)).toEqual(['en', 'ko'])
    expect(Object.keys(at(item, field))).toEqual(['en', 'ko'])
    expect(mapping.dynamic).toBe(true)
  })

  test.each(['id', 'timeKey', 'facets'] as const)('has %s as the items have it, to the letter', field => {
    expect(properties[field]).toEqual({ type: 'keyword' })
    expect(item[field]).toBeDefined()
  })

  test('has analyzers, filters and character filters for all that it names', () => {
    const { analysis } = INDEX_TEMPLATE.template.settings
    const own = [...Object.keys(analysis.filter), ...Object.keys(analysis.char_filter)]
    const named = Object.values(analysis.analyzer).flatMap(each => [...each.filter, ...each.char_filter])
    expect(own.filter(name => !named.includes(name))).toEqual([])
    // What comes with OpenSearch, and with its analysis of Korean.
    const given = ['asciifolding', 'lowercase', 'nori_part_of_speech', 'nori_readingform']
    expect([...new Set(named)].filter(name => !own.includes(name)).sort()).toEqual(given)
  })

  test.each([
    ['33,000 in 2023, 1,234,567 and 1,2', '33000 in 2023, 1234567 and 1,2'],
    ['the U.S. and the D.P.R.K. of e.g. No.1', 'the US. and the DPRK. of eg. No.1'],
  ])('takes %j as a query does', (text, taken) => {
    const { thousands, initials } = INDEX_TEMPLATE.template.settings.analysis.char_filter
    const filtered = [thousands, initials].reduce(
      (each, { pattern, replacement }) => each.replace(new RegExp(pattern, 'g'), replacement),
      text,
    )
    expect(filtered).toBe(taken)
    expect(queryWords(filtered)).toEqual(queryWords(text))
  })

  test('leaves it to the pipeline to tell events by `change`, and tombstones by `deleted`', () => {
    expect([item.change, item.deleted]).toEqual(['CHANGE', undefined])
    const tombstone = tombstoneItem(event.id, event, undefined)
    expect([tombstone.change, tombstone.deleted, tombstone.id]).toEqual(['CHANGE', true, event.id])
  })
})
