/** Search: which documents a query finds and in which order, in small timelines and in the chronology, and that no query does harm. */
import { describe, expect, test } from '@jest/globals'
import { readContents } from '../../../lambdas/data/read-contents.ts'
import { invert } from '../../../lambdas/search/inverted-index.ts'
import { MAX_QUERY_LENGTH } from '../../../lambdas/search/query-limits.ts'
import { type Hit, loadSearchIndex, searchIndex } from '../../../lambdas/search/search-index.ts'
import { type Searchable, searchableOf } from '../../../lambdas/search/searchable.ts'
import { aTerm } from '../../support/contents.ts'
import { anEvent } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'

const { events } = await readContents('data')
const chronology = events.map(({ event }) => searchableOf(event))
const index = searchIndex(chronology)

const ids = (hits: readonly Hit[]): string[] => hits.map(({ id }) => id)
const find = (query: string): string[] => ids(index.search(query, Number.POSITIVE_INFINITY))

const wholeTexts = chronology.map(({ title, names, summary }) => [...title, ...names, ...summary].join('\n'))

/** Documents of the chronology with `part` somewhere in their texts. */
const having = (part: string): string[] =>
  chronology.filter((_, number) => wholeTexts[number]!.includes(part)).map(({ id }) => id)

const aDocument = (id: string, texts: Partial<Searchable>): Searchable => ({
  id,
  title: [],
  names: [],
  summary: [],
  ...texts,
})

/** What is found among summaries, whose ids are their positions. */
const findAmong = (summaries: readonly string[], query: string): string[] =>
  ids(searchIndex(summaries.map((summary, id) => aDocument(`${id}`, { summary: [summary] }))).search(query, 100)).sort()

test('an event is searched by title, summary and names of its terms in all languages', () => {
  const event = anEvent({
    title: { en: 'Centre opens', ko: '하나원 개원' },
    summary: { en: 'In Anseong.', ko: '안성에 문을 열었다.' },
    category: aTerm('institution'),
    tags: [aTerm('hanawon')],
    actors: [aTerm('ministry')],
    places: [aTerm('anseong')],
  })
  expect(searchableOf(event)).toEqual({
    id: event.id,
    title: ['Centre opens', '하나원 개원'],
    names: ['institution', 'hanawon', 'ministry', 'anseong'].flatMap(id => [`The ${id}`, `${id} 이름`]),
    summary: ['In Anseong.', '안성에 문을 열었다.'],
  })
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
  ])('%s is taken for the noun in it when nobody wrote it so', (inflected, noun) => {
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

  test('a single syllable finds the words in which another follows it', () => {
    expect(findAmong(['법률', '방법을', '방법', '법'], '법')).toEqual(['0', '1', '3'])
  })

  test('two syllables do not find half the timeline unless they are in half of it', () => {
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

  test('of the first three to six syllables of any word, nearly all that is found has them, and nothing is missed', () => {
    const runs = new Set(chronology.flatMap(({ summary }) => summary).flatMap(text => text.match(/[가-힣]{3,}/g) ?? []))
    const beginnings = new Set([...runs].flatMap(run => [3, 4, 5, 6].map(length => run.slice(0, length))))
    expect(beginnings.size).toBeGreaterThan(1_000)
    let [found, right] = [0, 0]
    for (const beginning of beginnings) {
      const [hits, truth] = [new Set(find(beginning)), having(beginning)]
      expect(truth.filter(id => !hits.has(id))).toEqual([])
      found += hits.size
      right += truth.length
    }
    expect(right / found).toBeGreaterThan(0.99)
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

  test('the stem of settlement is another than that of settle, of which it is found as a longer word', () => {
    const among = (query: string) => findAmong(['They settled.', 'Their settlement.'], query)
    expect(among('settle')).toEqual(['0', '1'])
    expect(among('settled')).toEqual(['0'])
    expect(among('settlement')).toEqual(['1'])
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
  const tagged = events
    .filter(({ event }) => event.tags.some(({ id }) => id === 'border-closure'))
    .map(({ event }) => event.id)
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

  test('find what has the most of them where nothing has all', () => {
    expect(findAmong(summaries, 'china border embassy seoul')).toEqual(['2'])
    expect(findAmong(summaries, 'china seoul')).toEqual(['0', '1', '2', '3'])
    expect(findAmong(summaries, 'china zxqwv')).toEqual(['0', '1'])
  })

  test('find the same in any order, and said twice', () => {
    expect(find('repatriation china')).toEqual(find('china repatriation'))
    expect(index.search('china repatriation china', 100)).toEqual(index.search('china repatriation', 100))
  })

  test('may be in different languages', () => {
    expect(find('Hanawon 개원')).toContain('hanawon-opens')
  })
})

describe('the order', () => {
  test('puts a title above a name, and a name above a summary that repeats the word', () => {
    const documents = [
      aDocument('summary', { summary: ['hanawon hanawon hanawon hanawon hanawon'] }),
      aDocument('name', { names: ['Hanawon'] }),
      aDocument('name-and-summary', { names: ['Hanawon'], summary: ['hanawon hanawon hanawon hanawon'] }),
      aDocument('title', { title: ['Hanawon opens, the centre for all who arrive'] }),
    ]
    expect(ids(searchIndex(documents).search('hanawon', 10))).toEqual(['title', 'name-and-summary', 'name', 'summary'])
  })

  test('puts a pair of syllables in a title above it in a summary', () => {
    const documents = [
      aDocument('apart', { title: ['국정 감사'], summary: ['감사원'] }),
      aDocument('summary', { summary: ['국정원'] }),
      aDocument('title', { title: ['국정원장'] }),
    ]
    expect(ids(searchIndex(documents).search('국정원', 10))).toEqual(['title', 'summary'])
    expect(ids(searchIndex(documents).search('국정', 10))).toEqual(['apart', 'title', 'summary'])
  })

  test('puts what is written above what only begins so', () => {
    const documents = [aDocument('a', { title: ['Settlement'] }), aDocument('b', { title: ['They settle'] })]
    expect(ids(searchIndex(documents).search('settle', 10))).toEqual(['b', 'a'])
  })

  test('weighs a rare word more than a common one', () => {
    const documents = [
      aDocument('common', { title: ['korea'], summary: ['hanawon'] }),
      aDocument('rare', { title: ['hanawon'], summary: ['korea'] }),
      ...Array.from({ length: 20 }, (_, number) => aDocument(`other-${number}`, { summary: ['korea'] })),
    ]
    expect(ids(searchIndex(documents).search('korea hanawon', 10))).toEqual(['rare', 'common'])
  })

  test('is that of the ids between equals, whatever the order of the documents', () => {
    const documents = ['b', 'c', 'a'].map(id => aDocument(id, { title: ['Hanawon'] }))
    const expected = ['a', 'b', 'c']
    expect(ids(searchIndex(documents).search('hanawon', 10))).toEqual(expected)
    expect(ids(searchIndex(documents.toReversed()).search('hanawon', 10))).toEqual(expected)
  })

  test('of a limited answer is that of the whole', () => {
    expect(ids(index.search('defector', 5))).toEqual(find('defector').slice(0, 5))
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

  test('is answered with events, each once, by falling scores', () => {
    fc.assert(
      fc.property(trouble, query => {
        const hits = index.search(query, Number.POSITIVE_INFINITY)
        expect(hits.every(({ id, score }) => known.has(id) && score > 0 && Number.isFinite(score))).toBe(true)
        expect(new Set(ids(hits)).size).toBe(hits.length)
        expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((a, b) => b - a))
      }),
    )
  })

  test('is looked at up to its bounds', () => {
    const filler = 'x'.repeat(MAX_QUERY_LENGTH - 8)
    expect(find(`hanawon ${filler} ${'zxqwv '.repeat(2_000)}`)).toEqual(find('hanawon'))
    expect(find(`${filler}        hanawon`)).toEqual([])
    expect(find('q1 q2 q3 q4 q5 q6 q7 q8 q9 hanawon')).toEqual(find('hanawon'))
    expect(find('q1 q2 q3 q4 q5 q6 q7 q8 q9 q10 hanawon')).toEqual([])
  })

  test('may ask for words that objects have', () => {
    const documents = [
      aDocument('a', { title: ['constructor'] }),
      aDocument('__proto__', { title: ['__proto__ toString'] }),
    ]
    const small = searchIndex(documents)
    expect(ids(small.search('constructor', 9))).toEqual(['a'])
    expect(ids(small.search('__proto__', 9))).toEqual(['__proto__'])
    expect(ids(small.search('valueOf', 9))).toEqual([])
  })
})

test('any texts can be searched for their own words', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.lorem({ maxCount: 5 }))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), texts => {
      const documents = texts.map((title, number) => aDocument(`${number}`, { title: [title] }))
      const built = searchIndex(documents)
      for (const [number, { title }] of documents.entries()) {
        const words = invert([aDocument('', { title })]).terms
        const hits = ids(built.search(title[0]!, Number.POSITIVE_INFINITY))
        expect(hits.includes(`${number}`)).toBe(words.length > 0)
      }
    }),
  )
})

test('an empty timeline finds nothing', () => {
  const empty = searchIndex([])
  expect(empty.size).toBe(0)
  expect(empty.search('hanawon', 10)).toEqual([])
  expect(loadSearchIndex(empty.toBytes()).search('하나원', 10)).toEqual([])
})

describe('the bytes of an index', () => {
  test('hold all of it', () => {
    const loaded = loadSearchIndex(index.toBytes())
    expect(loaded.size).toBe(chronology.length)
    expect(loaded.toBytes()).toEqual(index.toBytes())
    for (const query of ['defector', '하나원', 'china repatriation', 'Hanawan', 'han', '하나웜'])
      expect(loaded.search(query, 1_000)).toEqual(index.search(query, 1_000))
  })

  test('hold documents that are far apart', () => {
    const far = Array.from({ length: 70_000 }, (_, number) =>
      aDocument(`${number}`, { title: number % 69_000 === 5 ? ['hanawon'] : [] }),
    )
    expect(ids(searchIndex(far).search('hanawon', 10))).toEqual(['5', '69005'])
  })

  test.each([
    ['another format', '{"format":0}\n', 'The search index has format 0 instead of 1'],
    ['nothing', '', /JSON/],
  ])('are refused when they are of %s', (_, text, message) => {
    expect(() => loadSearchIndex(new TextEncoder().encode(text))).toThrow(message)
  })
})
