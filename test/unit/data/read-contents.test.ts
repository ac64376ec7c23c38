/** What a data folder without mistakes is read as. */
import { beforeAll, describe, expect, test } from '@jest/globals'
import { contentsDigest } from '../../../lambdas/data/contents-digest.ts'
import { readContents } from '../../../lambdas/data/read-contents.ts'
import { type Contents, timeKeyOf } from '../../../lambdas/domain/event.ts'
import { DATA_FOLDER } from '../../support/data-folder.ts'
import { changed, inFolder, VALID, without } from './folder.ts'

describe('the chronology that ships with the project', () => {
  let contents: Contents
  beforeAll(async () => {
    contents = await readContents(DATA_FOLDER)
  })

  test('is in the order of time', () => {
    const keys = contents.events.map(({ event }) => timeKeyOf(event))
    expect(keys).toEqual(keys.toSorted())
    expect(keys[0]).toBe('1997-01-13#settlement-support-act-promulgated')
  })

  test('names every term in every language', () => {
    const terms = contents.events.flatMap(({ event }) => [
      event.category,
      ...event.tags,
      ...event.actors,
      ...event.places,
      ...event.figures.map(({ unit }) => unit),
    ])
    expect(terms.length).toBeGreaterThan(contents.events.length)
    for (const { name } of terms) expect(Object.keys(name)).toEqual(['en', 'ko'])
  })
})

test('an event with all it can have has the names of its terms, and its times in UTC', async () => {
  const { events } = await inFolder(VALID, readContents)
  expect(events[1]).toEqual({
    event: {
      id: 'claim-made',
      date: '1998-02',
      title: { en: 'A claim is made', ko: '주장' },
      summary: { en: 'Somebody says so.' },
      category: { id: 'policy', name: { en: 'Policy' } },
      tags: [{ id: 'amendment', name: { en: 'Amendment' } }],
      actors: [{ id: 'cabinet', name: { en: 'Cabinet' } }],
      places: [{ id: 'seoul', name: { en: 'Seoul' }, country: 'KR', latitude: 37.57, longitude: 126.98 }],
      significance: 2,
      status: 'claimed',
      attribution: { en: 'Somebody' },
      note: { en: 'Others deny it.' },
      figures: [{ label: { en: 'people concerned' }, value: 12, unit: { id: 'people', name: { en: 'people' } } }],
      observance: { since: 1999, name: { en: 'Day of the claim' } },
      related: ['act-in-force'],
      sources: [
        {
          title: 'The claim',
          publisher: 'A newspaper',
          url: 'https://example.org/claim',
          published: '1998-02-03',
          supports: 'That it was made',
        },
      ],
    },
    added: '2026-11-22T15:00:00Z',
    corrected: '2026-11-24T00:00:00Z',
  })
})

test('what an event leaves out is empty, and it has no time of its own', async () => {
  const { events } = await inFolder(VALID, readContents)
  const { event, added, corrected } = events[0]!
  expect(event).toMatchObject({ id: 'act-in-force', tags: [], actors: [], places: [], figures: [], related: [] })
  expect([added, corrected]).toEqual([undefined, undefined])
})

test('the timeline has its settings without the vocabularies, which stand beside it in the order of the file', async () => {
  const { timeline, categories, series } = await inFolder(VALID, readContents)
  expect(timeline).toEqual({
    title: { en: 'A timeline', ko: '연표' },
    description: { en: 'What it is about' },
    languages: ['en', 'ko'],
    timeZone: 'Asia/Seoul',
    leapDay: 'feb-28',
    namespace: '5b0c1e5e-6f0c-4a53-9d3e-2f6b8f0f7c11',
    published: '2026-11-21T15:00:00Z',
  })
  expect(categories).toEqual([
    { id: 'law', name: { en: 'Law' }, description: { en: 'Statutes' } },
    { id: 'policy', name: { en: 'Policy' }, description: { en: 'Decisions' } },
  ])
  expect(series[0]).toMatchObject({ unit: { id: 'people', name: { en: 'people' } } })
  expect(series[0]!.points.map(({ disagreements }) => disagreements)).toEqual([[], [{ en: '72: a newspaper' }]])
})

test.each([
  ['a file of events is empty', { ...VALID, 'events/1999.yaml': '# Nothing yet.\n' }],
  ['there are no series', without('series/arrivals.yaml')],
  ['a file starts with a byte order mark', { ...VALID, 'events/1997.yaml': `\uFEFF${VALID['events/1997.yaml']}` }],
  [
    'lines end as on Windows',
    { ...VALID, 'events/1997.yaml': String(VALID['events/1997.yaml']).replaceAll('\n', '\r\n') },
  ],
  ['a file ends in .yml', { ...without('events/1997.yaml'), 'events/1997.yml': VALID['events/1997.yaml']! }],
  ['a hidden file lies about', { ...VALID, 'events/.DS_Store': Buffer.from([0, 255]) }],
  ['a text lacks the default language', changed('events/1998.yaml', '{en: A claim is made, ko: 주장}', '{ko: 주장}')],
  ['an anchor is used again', changed('events/1998.yaml', /title: (.*)\n.*/, 'title: &text $1\n  summary: *text')],
])('a folder is read although %s', async (_, files) => {
  expect((await inFolder(files, readContents)).events.map(({ event }) => event.id)).toEqual([
    'act-in-force',
    'claim-made',
  ])
})

describe('the digest of the contents', () => {
  const digestOf = async (files = VALID) => contentsDigest(await inFolder(files, readContents))

  test('is the same for the same contents, however they are written', async () => {
    const digest = await digestOf()
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    const reordered = changed('events/1998.yaml', /( {2}category: policy\n)( {2}tags: .*\n)/, '$2$1')
    expect(await digestOf(reordered)).toBe(digest)
  })

  test.each([
    ['a setting', changed('timeline.yaml', 'feb-28', 'mar-01')],
    ['the name of a term', changed('timeline.yaml', 'en: Seoul', 'en: Seoul City')],
    ['an event', changed('events/1997.yaml', 'The Act began to apply.', 'The Act applied.')],
    ['when an event was corrected', changed('events/1998.yaml', '2026-11-24T', '2026-11-25T')],
    ['a series', changed('series/arrivals.yaml', 'value: 71', 'value: 72')],
  ])('differs with %s', async (_, files) => {
    expect(await digestOf(files)).not.toBe(await digestOf())
  })
})

test('letters of an address other than ASCII are encoded, and a source may be on paper without a summary beside it', async () => {
  const file = String(VALID['events/1997.yaml'])
    .replace(/url: .*/, 'url: https://예.example/기록')
    .replace(/\n {2}summary: .*/, '')
  const events = await inFolder(
    { ...VALID, 'events/1997.yaml': file },
    async folder => (await readContents(folder)).events,
  )
  const [event] = events.filter(({ event }) => event.id === 'act-in-force')
  expect(event!.event.sources[0]!.url).toBe('https://xn--2j5b.example/%EA%B8%B0%EB%A1%9D')
  expect(event!.event.summary).toBeUndefined()
})
