/** The search index: which events a query finds and in which order, in small timelines and in the chronology, and that no query does harm. */
import { afterAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readContents } from '../../../../lambdas/data/read-contents.ts'
import { type Event, type StoredEvent, significancesFrom } from '../../../../lambdas/domain/event.ts'
import { openSearchIndex, type SearchIndex } from '../../../../lambdas/store/search/search-index.ts'
import { wordsOf } from '../../../../lambdas/store/search/words.ts'
import { MAX_QUERY_LENGTH, type Search } from '../../../../lambdas/store/timeline-search.ts'
import { aTerm } from '../../../support/contents.ts'
import { DATA_FOLDER } from '../../../support/data-folder.ts'
import { anEvent } from '../../../support/events.ts'
import { cases } from '../../../support/thorough.ts'

const REVISION = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', revision: 1 }

const indexes: SearchIndex[] = []
afterAll(() => {
  for (const each of indexes) each.close()
})

function indexOf(events: readonly StoredEvent[]): SearchIndex {
  const index = openSearchIndex(':memory:')
  indexes.push(index)
  index.apply(events)
  return index
}

const contents = await readContents(DATA_FOLDER)
const chronology: StoredEvent[] = contents.events.map(({ event }) => ({ ...event, ...REVISION }))
const index = indexOf(chronology)

const idsIn = (searched: SearchIndex, q: string, limit = 100_000, narrowed: Partial<Search> = {}): string[] =>
  searched.find({ q, sort: 'relevance', order: 'asc', facets: {}, ...narrowed }, { limit, offset: 0 }).ids
const find = (query: string): string[] => idsIn(index, query)

const textsOf = ({ title, summary, category, tags, actors, places }: Event): string[] =>
  [title, summary ?? {}, ...[category, ...tags, ...actors, ...places].map(({ name }) => name)].flatMap(Object.values)
const wholeTexts = chronology.map(event => textsOf(event).join('\n'))

/** Events of the chronology with `part` somewhere in their texts. */
const having = (part: string): string[] =>
  chronology.filter((_, number) => wholeTexts[number]!.includes(part)).map(({ id }) => id)

/** An event with these texts and no others. */
const aDocument = (id: string, { title = '', name = '', summary = '' }): StoredEvent =>
  anEvent({ id, title: { en: title }, summary: { en: summary }, category: { id: 'law', name: { en: name } } })

/** What is found among summaries, whose ids are their positions. */
const findAmong = (summaries: readonly string[], query: string): string[] =>
  idsIn(indexOf(summaries.map((summary, id) => aDocument(`${id}`, { summary }))), query).sort()

test('an event is searched by title, summary and names of its terms in all languages', () => {
  const event = anEvent({
    title: { en: 'Centre opens', ko: '하나원 개원' },
    summary: { en: 'In Anseong.', ko: '안성에 문을 열었다.' },
    category: aTerm('institution'),
    tags: [aTerm('hanawon')],
    actors: [aTerm('ministry')],
    places: [aTerm('anseong')],
  })
  const small = indexOf([event, aDocument('other', { title: 'Another' })])
  for (const word of ['centre', '개원', 'anseong', '열었다', 'institution', 'hanawon', 'ministry', '이름'])
    expect([word, idsIn(small, word)]).toEqual([word, [event.id]])
})

describe('in Korean', () => {
  test.each(['하나원', '탈북', '북한이탈주민', '국정원', '난민', '송환', '정착지원'])(
    '%s is found under whatever follows it',
    noun => {
      expect(having(noun).length).toBeGreaterThan(0)
      expect(find(noun).toSorted()).toEqual(having(noun).toSorted())
    },
  )

  test.each([
    ['하나원에서', '하나원'],
    ['국정원에게', '국정원'],
  ])('%s is taken for the noun in it if no event has it so written', (inflected, noun) => {
    expect(having(inflected)).toEqual([])
    expect(find(inflected)).toEqual(find(noun))
  })

  test.each([
    ['하나웜', '하나원'],
    ['하너원', '하나원'],
    ['카나원', '하나원'],
    ['북한이탈줘민', '북한이탈주민'],
    ['하나웜에서', '하나원'],
  ])('%s is forgiven for %s', (mistyped, noun) => {
    expect(find(mistyped)).toEqual(find(noun))
  })

  test('a single syllable finds every word that has it', () => {
    expect(findAmong(['법률', '방법을', '방법', '법', '범'], '법')).toEqual(['0', '1', '2', '3'])
  })

  test('two syllables find half the timeline only if half of it has them', () => {
    const pairs = ['북한', '탈북', '서울', '중국', '정착', '송환', '난민', '인권', '법률', '선거']
    for (const pair of pairs) {
      expect(find(pair).toSorted()).toEqual(having(pair).toSorted())
      expect(find(pair).length).toBeLessThan(chronology.length * 0.62)
    }
    expect(find('난민').length).toBeLessThan(chronology.length / 10)
  })

  test('parts of a word in different places are not the word', () => {
    expect(findAmong(['국정원', '국정 감사와 정원', '국정감사원'], '국정원')).toEqual(['0'])
  })

  test('the first three to six syllables of any word find exactly the events that have them', () => {
    const runs = new Set(chronology.flatMap(({ summary }) => summary?.ko?.match(/[가-힣]{3,}/g) ?? []))
    const beginnings = new Set([...runs].flatMap(run => [3, 4, 5, 6].map(length => run.slice(0, length))))
    expect(beginnings.size).toBeGreaterThan(1_000)
    const wrong = [...beginnings].filter(each => find(each).toSorted().join() !== having(each).toSorted().join())
    expect(wrong).toEqual([])
  })
})

describe('in English', () => {
  test.each([
    ['defector', 'defectors'],
    ['settled', 'settles'],
    ['settlement', 'settlements'],
    ['repatriated', 'repatriation'],
    ['Hanawon', 'HANAWON'],
  ])('%s and %s find the same', (one, other) => {
    expect(find(one).length).toBeGreaterThan(0)
    expect(find(one).toSorted()).toEqual(find(other).toSorted())
  })

  test('a word is also found as the beginning of a longer one, not the other way round', () => {
    const among = (query: string) => findAmong(['They settled.', 'Their settlement.'], query)
    expect(among('settle')).toEqual(['0', '1'])
    expect(among('settlement')).toEqual(['1'])
  })

  test('a word that is not typed to its end finds the whole one, however it is stemmed', () => {
    expect(findAmong(['a repatriation', 'a repair'], 'repatriati')).toEqual(['0'])
    expect(findAmong(['a repatriation', 'a repair'], 'rep')).toEqual(['0', '1'])
  })

  test.each(['hanaw', 'hana', 'Hanawan', 'hanwaon', 'hannawon'])('%s finds what Hanawon does', typed => {
    expect(find(typed)).toEqual(expect.arrayContaining(find('Hanawon')))
  })

  test('a short word that exists is not also the beginning of others', () => {
    expect(findAmong(['the act', 'an activist'], 'act')).toEqual(['0'])
    expect(findAmong(['an activist'], 'act')).toEqual(['0'])
    expect(findAmong(['an activist'], 'a')).toEqual([])
  })

  test('a word that exists is not also mistyped', () => {
    expect(findAmong(['a defector', 'a detector'], 'detector')).toEqual(['1'])
    expect(findAmong(['a defector'], 'detector')).toEqual(['0'])
  })

  test('a number is that number or none', () => {
    expect(findAmong(['in 1997', 'in 1998', '19970'], '1997')).toEqual(['0'])
    expect(findAmong(['in 1997'], '1996')).toEqual([])
    expect(find('1600')).toEqual(find('1,600'))
  })
})

test('a tag is found by its name in both languages', () => {
  const tagged = chronology.filter(({ tags }) => tags.some(({ id }) => id === 'border-closure')).map(({ id }) => id)
  expect(tagged.length).toBeGreaterThan(0)
  expect(find('border closure')).toEqual(expect.arrayContaining(tagged))
  expect(find('국경 봉쇄')).toEqual(expect.arrayContaining(tagged))
})

test.each(['zxqwv', '뷁쀍쮋', '뷁쀍', '2099', 'the', 'x', '', '   ', '<>&"', '🙂', 'Ω'])(
  'nothing is found by %j',
  nonsense => {
    expect(find(nonsense)).toEqual([])
  },
)

describe('several words', () => {
  const summaries = ['china embassy', 'china border', 'border embassy seoul', 'seoul']

  test('narrow each other', () => {
    expect(findAmong(summaries, 'china')).toEqual(['0', '1'])
    expect(findAmong(summaries, 'china embassy')).toEqual(['0'])
    expect(find('china repatriation').length).toBeLessThan(Math.min(find('china').length, find('repatriation').length))
  })

  test('find the events with the most of them if none has all', () => {
    expect(findAmong(summaries, 'china border embassy seoul')).toEqual(['2'])
    expect(findAmong(summaries, 'china seoul')).toEqual(['0', '1', '2', '3'])
    expect(findAmong(summaries, 'china zxqwv')).toEqual(['0', '1'])
  })

  test('find the same in any order, and when repeated', () => {
    expect(find('repatriation china')).toEqual(find('china repatriation'))
    expect(find('china repatriation china')).toEqual(find('china repatriation'))
  })

  test('may be in different languages', () => {
    expect(find('Hanawon 개원')).toContain('hanawon-opens')
  })
})

describe('the order', () => {
  test('puts a title above a name, and a name above a summary that repeats the word', () => {
    const documents = [
      aDocument('summary', { summary: 'hanawon hanawon hanawon hanawon hanawon' }),
      aDocument('name', { name: 'Hanawon and its school' }),
      aDocument('title', { title: 'Hanawon opens, the centre for all who arrive' }),
    ]
    expect(idsIn(indexOf(documents), 'hanawon')).toEqual(['title', 'name', 'summary'])
  })

  test('puts a pair of syllables in a title above it in a summary', () => {
    const documents = [
      aDocument('apart', { title: '국정 감사', summary: '감사원' }),
      aDocument('summary', { summary: '국정원' }),
      aDocument('title', { title: '국정원장' }),
    ]
    expect(idsIn(indexOf(documents), '국정원')).toEqual(['title', 'summary'])
    expect(idsIn(indexOf(documents), '국정')).toEqual(['title', 'apart', 'summary'])
  })

  test('puts what is written above what only begins so', () => {
    const documents = [aDocument('a', { title: 'Settlement' }), aDocument('b', { title: 'They settle' })]
    expect(idsIn(indexOf(documents), 'settle')).toEqual(['b', 'a'])
  })

  test('weighs a rare word more than a common one', () => {
    const documents = [
      aDocument('common', { title: 'korea', summary: 'hanawon' }),
      aDocument('rare', { title: 'hanawon', summary: 'korea' }),
      ...Array.from({ length: 20 }, (_, number) => aDocument(`other-${number}`, { summary: 'korea' })),
    ]
    expect(idsIn(indexOf(documents), 'korea hanawon')).toEqual(['rare', 'common'])
  })

  test('is that of the ids between equals, whatever the order of the documents', () => {
    const documents = ['b', 'c', 'a'].map(id => aDocument(id, { title: 'Hanawon' }))
    const expected = ['a', 'b', 'c']
    expect(idsIn(indexOf(documents), 'hanawon')).toEqual(expected)
    expect(idsIn(indexOf(documents.toReversed()), 'hanawon')).toEqual(expected)
  })

  test('of a limited answer is that of the whole', () => {
    expect(idsIn(index, 'defector', 5)).toEqual(find('defector').slice(0, 5))
    expect(find('defector').length).toBeGreaterThan(5)
  })
})

describe('any query', () => {
  const trouble = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)), maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          '<script>',
          '\0',
          '\uD800',
          '\uDC00',
          '.*',
          '(',
          '[',
          '\\',
          '__proto__',
          'constructor',
          '하나',
          'ᄒ',
          '\uFDFA',
          'hana',
          ' ',
        ),
        { maxLength: 100 },
      )
      .map(parts => parts.join('')),
  )
  const known = new Set(chronology.map(({ id }) => id))

  test('is answered with events, each once', () => {
    fc.assert(
      fc.property(trouble, query => {
        const ids = find(query)
        expect(ids.every(id => known.has(id))).toBe(true)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  test('is examined up to its bounds only', () => {
    const filler = 'x'.repeat(MAX_QUERY_LENGTH - 8)
    expect(find(`hanawon ${filler} ${'zxqwv '.repeat(2_000)}`)).toEqual(find('hanawon'))
    expect(find(`${filler}        hanawon`)).toEqual([])
    expect(find('q1 q2 q3 q4 q5 q6 q7 q8 q9 hanawon')).toEqual(find('hanawon'))
    expect(find('q1 q2 q3 q4 q5 q6 q7 q8 q9 q10 hanawon')).toEqual([])
  })

  test('may contain names of object properties', () => {
    const documents = [
      aDocument('a', { title: 'constructor' }),
      aDocument('__proto__', { title: '__proto__ toString' }),
    ]
    const small = indexOf(documents)
    expect(idsIn(small, 'constructor')).toEqual(['a'])
    expect(idsIn(small, '__proto__')).toEqual(['__proto__'])
    expect(idsIn(small, 'valueOf')).toEqual([])
  })
})

test('any texts can be searched for their own words', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.lorem({ maxCount: 5 }))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), texts => {
      const built = openSearchIndex(':memory:')
      built.apply(texts.map((title, number) => aDocument(`${number}`, { title })))
      for (const [number, title] of texts.entries())
        expect(idsIn(built, title).includes(`${number}`)).toBe(wordsOf(title).length > 0)
      built.close()
    }),
    { numRuns: cases(30, 300) },
  )
})

describe('against a naive search of random texts', () => {
  // No word is stemmed, no syllable is a particle, and no two syllables differ in one jamo only.
  const LETTERS = ['kov', 'mub', 'tig', 'kovmub', 'kovmubtig', 'mubtig', 'tigmub']
  const SYLLABLES = ['탈', '북', '정', '착', '교']
  const run = fc.array(fc.constantFrom(...SYLLABLES), { minLength: 1, maxLength: 5 }).map(each => each.join(''))
  const word = fc.oneof(fc.constantFrom(...LETTERS), fc.constantFrom('1997', '33'), run)
  const words = fc.array(word, { maxLength: 6 })

  /** Whether a text has `sought`, from what a reader would say of each kind of word. */
  function has(text: readonly string[], sought: string): boolean {
    if (/^\d/.test(sought)) return text.includes(sought)
    if (/^[a-z]/.test(sought))
      return text.some(each => each === sought || (sought.length >= 4 && each.startsWith(sought)))
    return text.some(each => each.includes(sought))
  }

  /** A word in letters that no text has may be one mistake away from another, or its beginning. */
  const mayBeForgiven = (texts: readonly string[][], sought: string) =>
    /^[a-z]/.test(sought) && !texts.some(text => has(text, sought))

  test('the same events are found, and by a filter those of them that pass it', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), words, fc.integer({ min: 1, max: 5 }), (texts, query, least) => {
        const sought = [...new Set(query)]
        fc.pre(!sought.some(each => mayBeForgiven(texts, each)))
        const documents = texts.map((text, number) => ({
          ...aDocument(`${number}`, { summary: text.join(' ') }),
          significance: 1 + (number % 5),
        }))
        const counts = texts.map(text => sought.filter(each => has(text, each)).length)
        const most = Math.max(1, ...counts)
        const expected = documents.filter((_, number) => counts[number] === most)

        const built = openSearchIndex(':memory:')
        built.apply(documents)
        expect(idsIn(built, query.join(' ')).toSorted()).toEqual(expected.map(({ id }) => id).toSorted())
        const significance = significancesFrom(least)
        expect(idsIn(built, query.join(' '), 100, { significance }).toSorted()).toEqual(
          expected
            .filter(each => each.significance >= least)
            .map(({ id }) => id)
            .toSorted(),
        )
        built.close()
      }),
      { numRuns: cases(50, 500) },
    )
  })

  test('an index that was changed event by event finds what one made at once does', () => {
    const change = fc.record({ number: fc.nat(5), text: fc.option(words) })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), words, (changes, query) => {
        const stepwise = openSearchIndex(':memory:')
        const now = new Map<string, StoredEvent>()
        for (const [step, { number, text }] of changes.entries()) {
          const id = `${number}`
          const revision = { ...REVISION, revision: step + 1 }
          const event = text && { ...aDocument(id, { summary: text.join(' ') }), ...revision }
          stepwise.apply([event ?? { id, deleted: true, ...revision }])
          if (event) now.set(id, event)
          else now.delete(id)
        }
        const atOnce = openSearchIndex(':memory:')
        atOnce.apply([...now.values()])
        expect(stepwise.size).toBe(now.size)
        // Not the order: SQLite keeps the lengths of deleted texts in the average.
        expect(idsIn(stepwise, query.join(' ')).toSorted()).toEqual(idsIn(atOnce, query.join(' ')).toSorted())
        stepwise.close()
        atOnce.close()
      }),
      { numRuns: cases(50, 500) },
    )
  })
})

test('an empty timeline finds nothing', () => {
  const empty = indexOf([])
  expect(empty.size).toBe(0)
  expect(idsIn(empty, 'hanawon')).toEqual([])
})

test('a page begins where it is told to, with the number of all events', () => {
  const search = { q: 'defector', sort: 'relevance', order: 'asc', facets: {} } as const
  const { ids, total } = index.find(search, { limit: 5, offset: 7 })
  expect(ids).toEqual(find('defector').slice(7, 12))
  expect(total).toBe(find('defector').length)
})

describe('a search is described', () => {
  const descriptionOf = (q: string, narrowed: Partial<Search> = {}) =>
    index.describe({ q, sort: 'relevance', order: 'asc', facets: {}, ...narrowed })

  test.each([
    ['hanawonn', ['hanawonn', 'hanawon']],
    ['하나온', ['하나온', '하나원']],
  ])('by the word that stands for one with a typing mistake: %s', (q, [written, meant]) => {
    expect(descriptionOf(q)).toMatchObject({ corrected: [{ written, meant }], forms: expect.arrayContaining([meant]) })
  })

  test('without corrections for words that events have, with a particle or an ending', () => {
    expect(descriptionOf('하나원에서')).toMatchObject({ corrected: [], forms: ['하나원'], isPartial: false })
    expect(descriptionOf('defector').corrected).toEqual([])
  })

  test('as one of which no event has every word', () => {
    expect(descriptionOf('hanawon geneva').isPartial).toBe(true)
    expect(descriptionOf('hanawon').isPartial).toBe(false)
  })

  test('by the numbers of its events by facet and year, under its filters', () => {
    const facets = { category: ['law'] as const }
    const found = new Set(idsIn(index, 'defectors', 1000, { facets }))
    const events = chronology.filter(({ id }) => found.has(id))
    const { counts } = descriptionOf('defectors', { facets })
    expect(counts!.facets.get('category#law')).toBe(events.length)
    expect(counts!.facets.get('status#confirmed') ?? 0).toBe(
      events.filter(({ status }) => status === 'confirmed').length,
    )
    const years = Object.groupBy(events, ({ date }) => date.slice(0, 4))
    expect(Object.fromEntries(counts!.years)).toEqual(
      Object.fromEntries(Object.entries(years).map(([year, own]) => [year, own!.length])),
    )
  })
})
