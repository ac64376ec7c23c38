/** Each mistake an owner can make is told once, with its place, what is wrong and what is allowed. */
import { describe, expect, test } from '@jest/globals'
import { InvalidData } from '../../../lambdas/data/finding.ts'
import { readContents, readFolder } from '../../../lambdas/data/read-contents.ts'
import { ALLOWED_DATES } from '../../../lambdas/domain/historical-date.ts'
import { changed, type Files, inFolder, VALID, without } from './folder.ts'

const TIMELINE = 'timeline.yaml'
const Y1997 = 'events/1997.yaml'
const Y1998 = 'events/1998.yaml'
const ARRIVALS = 'series/arrivals.yaml'

async function findingsOf(files: Files): Promise<InvalidData> {
  return inFolder(files, async folder => {
    const error = await readContents(folder).catch((error: unknown) => error)
    if (error instanceof InvalidData) return error
    throw new Error('Expected InvalidData', { cause: error })
  })
}

/** Seven lines in which each anchor stands for nine of the one before: 9⁷ values. */
const ALIAS_BOMB = [...'bcdefgh'].reduce(
  (text, anchor, index) => `${text}${anchor}: &${anchor} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]\n`,
  'a: &a [x]\n',
)

const MANY_TAGS = Array.from({ length: 40 }, (_, index) => `  law-${index}: {en: Law}\n`).join('')

type Case = [title: string, files: Files, ...expected: string[]]

const FILES: Case[] = [
  ['timeline.yaml is missing', without(TIMELINE), 'timeline.yaml: does not exist; allowed: a readable YAML file'],
  [
    'timeline.yaml is empty',
    { ...VALID, [TIMELINE]: '' },
    'timeline.yaml:1: is empty; allowed: the timeline and its vocabulary',
  ],
  [
    'the folder of events is missing',
    without(Y1997, Y1998),
    'events: does not exist; allowed: a folder of files named YYYY.yaml',
  ],
  [
    'a file of events holds a mapping',
    { ...VALID, 'events/1999.yaml': 'id: an-event\n' },
    'events/1999.yaml:1: is a mapping, not a list; allowed: a list of events, each of which begins with "- "',
  ],
  [
    'an event is a text',
    { ...VALID, 'events/1999.yaml': '- an-event\n' },
    'events/1999.yaml:1: [0] "an-event" is a text, not a mapping; allowed: an event',
  ],
  [
    'a file of events is not named after a year',
    { ...VALID, 'events/nineties.yaml': '' },
    'events/nineties.yaml:1: is not named after a year; allowed: YYYY.yaml, such as events/1997.yaml',
  ],
  [
    'a file is not YAML by its name',
    { ...VALID, 'events/notes.txt': '' },
    'events/notes.txt: is not a YAML file; allowed: files that end in .yaml',
  ],
  [
    'a folder is named like a file',
    { ...VALID, 'series/more.yaml/arrivals.yaml': '' },
    'series/more.yaml: is a folder; allowed: a regular file, or a link to one',
  ],
  [
    'the name of a series file is not its id',
    changed(ARRIVALS, 'id: arrivals', 'id: departures'),
    'series/arrivals.yaml:1: id "departures" does not match the file name; allowed: the file name series/departures.yaml, or an id that matches the file name',
  ],
  [
    'a file is too large',
    { ...VALID, [Y1997]: '#'.repeat(10 * 2 ** 20 + 1) },
    'events/1997.yaml: is 11 MiB; allowed: files of at most 10 MiB',
  ],
  [
    'a file is not UTF-8',
    { ...VALID, [Y1997]: Buffer.from('- id: cafe\n  title: {en: caf\xe9}\n', 'latin1') },
    'events/1997.yaml:2: is not UTF-8 text; allowed: text in UTF-8: save the file in this encoding',
  ],
]

const YAML: Case[] = [
  [
    'the syntax is broken',
    changed(Y1997, 'category: law', 'category: law: policy'),
    'events/1997.yaml:6: has a text with ": " in it that is not in quotes; allowed: such a text in quotes: "One: two"',
  ],
  [
    'a file holds two documents',
    { ...VALID, [Y1997]: `[]\n---\n${VALID[Y1997]}` },
    'events/1997.yaml:2: contains more than one YAML document; allowed: YAML 1.2',
  ],
  [
    'a tag is unknown to YAML',
    changed(Y1997, 'category: law', 'category: !important law'),
    'events/1997.yaml:6: Unresolved tag: !important; allowed: YAML 1.2',
  ],
  [
    'a key of an event is there twice',
    changed(Y1997, 'category: law', 'category: policy\n  category: law'),
    'events/1997.yaml:7 act-in-force: category appears more than once; allowed: each key once',
  ],
  [
    'a tag is declared twice',
    changed(TIMELINE, '  amendment: {', '  amendment: {en: Change}\n  amendment: {'),
    'timeline.yaml:13: tags.amendment appears more than once; allowed: each key once',
  ],
  [
    'anchors multiply',
    { ...VALID, [ARRIVALS]: ALIAS_BOMB },
    'series/arrivals.yaml: expands too many aliases; allowed: fewer than 100 aliases, including nested ones',
  ],
]

const SHAPE: Case[] = [
  [
    'a property is missing',
    changed(Y1997, /category: law\n {2}/, ''),
    'events/1997.yaml:2 act-in-force: category is missing; allowed: the id of a category declared in timeline.yaml',
  ],
  [
    'a property within another is missing',
    changed(Y1997, /url: .*\n {6}/, ''),
    'events/1997.yaml:10 act-in-force: sources[0] has neither a url nor a reference; allowed: a url, or a reference such as "Parish register of 1881, p. 12"',
  ],
  [
    'a claim has no attribution',
    changed(Y1998, /attribution: .*\n {2}/, ''),
    'events/1998.yaml:2 claim-made: attribution is missing; allowed: who makes the statement; required unless the status is confirmed',
  ],
  [
    'a latitude has no longitude',
    changed(TIMELINE, ', longitude: 126.98', ''),
    'timeline.yaml:16: places.seoul.longitude is missing; allowed: degrees east, WGS 84',
  ],
  [
    'a property is unknown',
    changed(Y1997, 'supports: The date', 'supports: The date\n      author: Somebody'),
    'events/1997.yaml:14 act-in-force: sources[0].author is not an allowed name; allowed: title, language, publisher, url, reference, published or supports',
  ],
  [
    'what a source supports is neither a text nor one in each language',
    changed(Y1997, 'supports: The date', 'supports: 1997'),
    'events/1997.yaml:13 act-in-force: sources[0].supports 1997 is a number, not a text or a mapping: put it in quotes; allowed: what this source supports, as a string or in each language',
  ],
  [
    'what a source supports is blank in one language',
    changed(Y1997, 'supports: The date', 'supports: {en: The date, ko: " "}'),
    'events/1997.yaml:13 act-in-force: sources[0].supports.ko is blank; allowed: a text of 1–1000 characters',
  ],
  [
    'the description of a source has a language',
    changed(Y1997, 'title: The Act\n', 'title: {en: A law}\n      language: en\n'),
    'events/1997.yaml:11 act-in-force: sources[0].language is not allowed beside a translated title; allowed: a language only beside a title that is a plain string',
  ],
  [
    'an unknown property has a line break in its name',
    changed(TIMELINE, 'country: KR', '"a\\nb": KR'),
    'timeline.yaml:16: places.seoul["a\\nb"] is not an allowed name; allowed: name, country, latitude or longitude',
  ],
  [
    'the id of a tag is not kebab-case',
    changed(TIMELINE, '  amendment:', '  amendment: {en: Amendment}\n  New_law:'),
    'timeline.yaml:13: tags.New_law is not an allowed name; allowed: kebab-case: lower-case letters and digits, joined by single hyphens',
  ],
  [
    'the id of an event is not kebab-case',
    changed(Y1997, 'act-in-force', 'Act_in_force'),
    'events/1997.yaml:2: [0].id "Act_in_force" does not have the required form; did you mean "act-in-force"?; allowed: kebab-case: lower-case letters and digits, joined by single hyphens; never change it, because feeds and calendars identify the event by it',
  ],
  [
    'a property is empty',
    changed(Y1997, 'category: law', 'category:'),
    'events/1997.yaml:6 act-in-force: category is empty; allowed: the id of a category declared in timeline.yaml',
  ],
  [
    'a year is not in quotes',
    changed(Y1997, '"1997-07-14"', '1997'),
    `events/1997.yaml:3 act-in-force: date 1997 is a number, not a text: put it in quotes; allowed: when it happened, in the zone of the timeline: ${ALLOWED_DATES}`,
  ],
  [
    'a text has no languages',
    changed(Y1997, '{en: The Act comes into force}', 'The Act comes into force'),
    'events/1997.yaml:4 act-in-force: title "The Act comes into force" is a text, not a mapping: write { LANGUAGE: "The Act comes into force" }; allowed: title in each language',
  ],
  [
    'a text is in no language',
    changed(Y1997, '{en: The Act comes into force}', '{}'),
    'events/1997.yaml:4 act-in-force: title has no entries; allowed: title in each language',
  ],
  [
    'a text has the name of a language for its tag',
    changed(Y1997, '{en: The Act comes into force}', '{English: The Act}'),
    'events/1997.yaml:4 act-in-force: title.English is not an allowed name; allowed: a BCP 47 language tag, such as en, ko or zh-Hant',
  ],
  [
    'a text is blank',
    changed(Y1997, '{en: The Act comes into force}', '{en: ""}'),
    'events/1997.yaml:4 act-in-force: title.en is blank; allowed: a text of 1–300 characters',
  ],
  [
    'a text is too long',
    changed(Y1997, 'The Act comes into force', 'x'.repeat(301)),
    'events/1997.yaml:4 act-in-force: title.en has 301 characters, more than 300; allowed: a text of 1–300 characters',
  ],
  [
    'a number is in quotes',
    changed(Y1997, 'significance: 5', 'significance: "5"'),
    'events/1997.yaml:7 act-in-force: significance "5" is a text, not a whole number; allowed: a whole number from 1 (a detail) to 5 (a turning point)',
  ],
  [
    'a number is not whole',
    changed(Y1997, 'significance: 5', 'significance: 4.5'),
    'events/1997.yaml:7 act-in-force: significance 4.5 is not a whole number; allowed: a whole number from 1 (a detail) to 5 (a turning point)',
  ],
  [
    'a number is too small',
    changed(Y1997, 'significance: 5', 'significance: 0'),
    'events/1997.yaml:7 act-in-force: significance 0 is less than 1; allowed: a whole number from 1 (a detail) to 5 (a turning point)',
  ],
  [
    'a number is too large',
    changed(TIMELINE, '37.57', '137.57'),
    'timeline.yaml:16: places.seoul.latitude 137.57 is more than 90; allowed: degrees north, WGS 84',
  ],
  [
    'a status is none of those there are',
    changed(Y1997, 'status: confirmed', 'status: certain'),
    'events/1997.yaml:8 act-in-force: status "certain" is not an allowed value; allowed: confirmed, reported, claimed or disputed',
  ],
  [
    'an address is neither http nor https',
    changed(Y1997, 'https://example.org/act', 'example.org/act'),
    'events/1997.yaml:12 act-in-force: sources[0].url "example.org/act" does not have the required form; did you mean "https://example.org/act"?; allowed: an http or https address without spaces; letters other than ASCII are encoded',
  ],
  [
    'an event has no source',
    changed(Y1997, /sources:[\s\S]*$/, 'sources: []\n'),
    'events/1997.yaml:9 act-in-force: sources has no entries; allowed: 1–50 sources; at least one is required',
  ],
  [
    'there are too many of a kind',
    changed(Y1998, '[act-in-force]', `[${Array.from({ length: 51 }, (_, index) => `event-${index}`)}]`),
    'events/1998.yaml:21 claim-made: related has 51 entries, more than 50; allowed: ids of at most 50 related events',
  ],
  [
    'a tag is listed twice',
    changed(Y1998, '[amendment]', '[amendment, amendment]'),
    'events/1998.yaml:7 claim-made: tags[1] "amendment" is listed twice; allowed: at most 12 different tags declared in timeline.yaml',
  ],
  [
    'a timestamp is a day that does not exist',
    changed(Y1998, '2026-11-24T', '2026-02-30T'),
    'events/1998.yaml:23 claim-made: corrected "2026-02-30T00:00:00+00:00" does not have the required form; allowed: when the event was last corrected: an RFC 3339 timestamp in seconds, such as 2026-11-22T00:00:00+09:00',
  ],
  [
    'a timestamp is a leap second',
    changed(Y1998, '2026-11-24T00:00:00+00:00', '2026-11-24T23:59:60Z'),
    'events/1998.yaml:23 claim-made: corrected "2026-11-24T23:59:60Z" does not have the required form; allowed: when the event was last corrected: an RFC 3339 timestamp in seconds, such as 2026-11-22T00:00:00+09:00',
  ],
]

const MEANING: Case[] = [
  [
    'two events have one id',
    { ...VALID, [Y1997]: `${VALID[Y1997]}${String(VALID[Y1997]).replace(/^#.*\n/, '')}` },
    'events/1997.yaml:14 act-in-force: id "act-in-force" is already used by another event; allowed: a unique id; the other event is at events/1997.yaml:2',
  ],
  [
    'events in two files have one id',
    { ...VALID, 'events/1999.yaml': String(VALID[Y1997]).replace('1997-07', '1999-07') },
    'events/1999.yaml:2 act-in-force: id "act-in-force" is already used by another event; allowed: a unique id; the other event is at events/1997.yaml:2',
  ],
  [
    'an event is in the file of another year',
    changed(Y1997, '1997-07-14', '1996-12/1997-02'),
    'events/1997.yaml:3 act-in-force: date "1996-12/1997-02" starts in 1996, not in 1997; allowed: dates that start in 1997; move this event to events/1996.yaml',
  ],
  [
    'a date does not exist',
    changed(Y1997, '1997-07-14', '1997-02-30'),
    `events/1997.yaml:3 act-in-force: date "1997-02-30" has the day 30, but 1997-02 has the days 01–28; allowed: ${ALLOWED_DATES}`,
  ],
  [
    'an address is none',
    changed(Y1997, 'example.org/act', '['),
    'events/1997.yaml:12 act-in-force: sources[0].url "https://[" is not an address; allowed: https://…',
  ],
  [
    'a category is in upper case',
    changed(Y1997, 'category: law', 'category: Law'),
    'events/1997.yaml:6 act-in-force: category "Law" does not have the required form; did you mean "law"?; allowed: the id of a category declared in timeline.yaml',
  ],
  [
    'languages are one text',
    changed(TIMELINE, 'languages: [en, ko]', 'languages: en'),
    'timeline.yaml:3: languages "en" is a text, not a list: write [en]; allowed: languages of the texts; the first is the default',
  ],
  [
    'a line is indented with a tab',
    changed(Y1997, '  date:', '\tdate:'),
    'events/1997.yaml:3: is indented with a tab; allowed: spaces at the beginning of a line',
  ],
  [
    'a text with a colon has no quotes',
    changed(Y1997, '{en: The Act began to apply.}', '{en: The Act: in force}'),
    'events/1997.yaml:5: has a text with ": " in it that is not in quotes; allowed: such a text in quotes: "One: two"',
  ],
  [
    'a file is UTF-16',
    { ...VALID, [Y1997]: Buffer.from('\uFEFF- id: one\n', 'utf16le') },
    'events/1997.yaml:1: is UTF-16 text; allowed: text in UTF-8: save the file in this encoding',
  ],
  [
    'a folder is among the files',
    { ...VALID, 'events/archive/1990.yaml': '[]' },
    'events/archive: is a folder, which is passed over; allowed: YAML files directly in events',
  ],
  [
    'a date is written with the day first',
    changed(Y1997, '"1997-07-14"', '"14/07/1997"'),
    `events/1997.yaml:3 act-in-force: date "14/07/1997" has more than one /; did you mean "1997-07-14"?; allowed: ${ALLOWED_DATES}`,
  ],
  [
    'a date may mean two days',
    changed(Y1997, '"1997-07-14"', '"03/07/1997"'),
    `events/1997.yaml:3 act-in-force: date "03/07/1997" has more than one /; did you mean "1997-07-03" or "1997-03-07"?; allowed: ${ALLOWED_DATES}`,
  ],
  [
    'an interval is reversed',
    changed(Y1997, '"1997-07-14"', '"1999/1997"'),
    `events/1997.yaml:3 act-in-force: date "1999/1997" is an interval whose second date does not start after the first; did you mean "1997/1999"?; allowed: ${ALLOWED_DATES}`,
  ],
  [
    'a source of an event was published on a day that does not exist',
    changed(Y1998, '1998-02-03', '1998-13'),
    `events/1998.yaml:28 claim-made: sources[0].published "1998-13" has the month 13, which is outside 01–12 (or 21–24 for a season); allowed: ${ALLOWED_DATES}`,
  ],
  [
    'a source of a series was published on a day that does not exist',
    changed(ARRIVALS, 'published: "1999"', 'published: "1999-00"'),
    `series/arrivals.yaml:15: points[1].sources[0].published "1999-00" has the month 00, which is outside 01–12 (or 21–24 for a season); allowed: ${ALLOWED_DATES}`,
  ],
  [
    'a category is not declared',
    changed(Y1997, 'category: law', 'category: laws'),
    'events/1997.yaml:6 act-in-force: category "laws" is not declared in the categories of timeline.yaml; allowed: law or policy',
  ],
  [
    'a tag is not declared among many',
    {
      ...changed(Y1998, '[amendment]', '[amendment, law-99]'),
      ...pick(changed(TIMELINE, 'tags:\n', `tags:\n${MANY_TAGS}`), TIMELINE),
    },
    'events/1998.yaml:7 claim-made: tags[1] "law-99" is not declared in the tags of timeline.yaml; allowed: one of 41; the closest are law-9, law-19, law-29, law-39, law-0',
  ],
  [
    'an actor is not declared',
    changed(Y1998, '[cabinet]', '[constructor]'),
    'events/1998.yaml:8 claim-made: actors[0] "constructor" is not declared in the actors of timeline.yaml; allowed: cabinet',
  ],
  [
    'a place is declared where there are none',
    {
      ...changed(Y1998, '[seoul]', '[pusan]'),
      ...pick(changed(TIMELINE, /places:\n.*\n/, 'places: {}\n'), TIMELINE),
    },
    'events/1998.yaml:9 claim-made: places[0] "pusan" is not declared in the places of timeline.yaml; allowed: none, because none exist yet',
  ],
  [
    'the unit of a figure is not declared',
    changed(Y1998, 'unit: people', 'unit: persons'),
    'events/1998.yaml:17 claim-made: figures[0].unit "persons" is not declared in the units of timeline.yaml; allowed: people',
  ],
  [
    'the unit of a series is not declared',
    changed(ARRIVALS, 'unit: people', 'unit: persons'),
    'series/arrivals.yaml:4: unit "persons" is not declared in the units of timeline.yaml; allowed: people',
  ],
  [
    'a text of an event is in a language not declared',
    changed(Y1998, 'name: {en: Day of the claim}', 'name: {ja: 主張の日}'),
    'events/1998.yaml:20 claim-made: observance.name.ja is in a language that timeline.yaml does not declare; allowed: en or ko',
  ],
  [
    'a text of the timeline is in a language not declared',
    changed(TIMELINE, '{en: Amendment}', '{en: Amendment, ja: 改正}'),
    'timeline.yaml:12: tags.amendment.ja is in a language that timeline.yaml does not declare; allowed: en or ko',
  ],
  [
    'a text of a series is in a language not declared',
    changed(ARRIVALS, '{en: "72: a newspaper"}', '{ja: "72"}'),
    'series/arrivals.yaml:14: points[1].disagreements[0].ja is in a language that timeline.yaml does not declare; allowed: en or ko',
  ],
  [
    'an observance is of an event known to the year only',
    changed(Y1998, '"1998-02"', '"1998"'),
    'events/1998.yaml:18 claim-made: observance needs a known day or month, but "1998" does not start with one; allowed: a date with a day or month',
  ],
  [
    'an observance is older than its event',
    changed(Y1998, 'since: 1999', 'since: 1997'),
    'events/1998.yaml:19 claim-made: observance.since 1997 is before the event, in 1998; allowed: a year from 1998 on',
  ],
  [
    'an event is related to itself',
    changed(Y1998, '[act-in-force]', '[claim-made]'),
    'events/1998.yaml:21 claim-made: related[0] "claim-made" is the event itself; allowed: ids of other events',
  ],
  [
    'a related event does not exist',
    changed(Y1998, '[act-in-force]', '[act-in-forse]'),
    'events/1998.yaml:21 claim-made: related[0] "act-in-forse" is not the id of an event; allowed: act-in-force or claim-made',
  ],
  [
    'an event was corrected before it was added',
    changed(Y1998, '2026-11-24T00:00:00+00:00', '2026-11-22T14:59:59Z'),
    'events/1998.yaml:23 claim-made: corrected "2026-11-22T14:59:59Z" is before the event was added; allowed: a time from 2026-11-23T00:00:00+09:00 on',
  ],
  [
    'an event was corrected before the timeline was published',
    changed(Y1997, 'category: law', 'category: law\n  corrected: "2026-11-21T14:59:59Z"'),
    'events/1997.yaml:7 act-in-force: corrected "2026-11-21T14:59:59Z" is before the event was added; allowed: a time from 2026-11-22T00:00:00+09:00 on',
  ],
  [
    'a series is a part of one that is not there',
    changed(ARRIVALS, 'unit: people', 'unit: people\npartOf: arrival'),
    'series/arrivals.yaml:5: partOf "arrival" is not the id of another series; allowed: none, because none exist yet',
  ],
  [
    'a series is a part of itself',
    changed(ARRIVALS, 'unit: people', 'unit: people\npartOf: arrivals'),
    'series/arrivals.yaml:5: partOf "arrivals" is not the id of another series; allowed: none, because none exist yet',
  ],
  [
    'a series is a part of one in another unit',
    {
      ...changed(TIMELINE, '  people: {en: people}', '  people: {en: people}\n  years: {en: years}'),
      'series/men.yaml': String(VALID[ARRIVALS])
        .replace('id: arrivals', 'id: men')
        .replace('unit: people', 'unit: years\npartOf: arrivals'),
    },
    'series/men.yaml:5: partOf "arrivals" is in people, not in years; allowed: arrivals',
  ],
  [
    'a series is a part of a part',
    {
      ...changed(ARRIVALS, 'unit: people', 'unit: people\npartOf: men'),
      'series/men.yaml': String(VALID[ARRIVALS])
        .replace('id: arrivals', 'id: men')
        .replace('unit: people', 'unit: people\npartOf: all'),
      'series/all.yaml': String(VALID[ARRIVALS]).replace('id: arrivals', 'id: all'),
    },
    'series/arrivals.yaml:5: partOf "men" is itself a part of "all"; allowed: all',
  ],
  [
    'the years of a series do not ascend',
    changed(ARRIVALS, '"1998"', '"1997"'),
    'series/arrivals.yaml:10: points[1].year "1997" comes after "1997"; allowed: years in ascending order, each once',
  ],
]

function pick(files: Files, file: string): Files {
  return { [file]: files[file]! }
}

describe.each([
  ['files', FILES],
  ['YAML', YAML],
  ['shape', SHAPE],
  ['meaning', MEANING],
])('%s', (_, cases) => {
  test.each(cases)('%s', async (_, files, ...expected) => {
    expect((await findingsOf(files)).message.split('\n')).toEqual(expected)
  })
})

test('a mistake in what an alias repeats is reported where it is written', async () => {
  const files = changed(Y1998, /title: .*\n.*/, 'title: &claim {en: A claim,\n    ja: 主張}\n  summary: *claim')
  const { findings } = await findingsOf(files)
  expect(findings.map(({ line, path }) => [line, path])).toEqual([
    [5, 'title.ja'],
    [5, 'summary.ja'],
  ])
})

test.each([
  ['Asia/Soul', 'Asia/Seoul'],
  ['KST', 'the IANA name of a zone, which is an area and a city, such as Asia/Seoul'],
])('the time zone %s is answered with %s', async (zone, allowed) => {
  const { message } = await findingsOf(changed(TIMELINE, 'Asia/Seoul', zone))
  expect(message).toMatch(
    new RegExp(`^timeline\\.yaml:4: timeZone "${zone}" is not a known time zone; allowed: .*${allowed}`),
  )
})

test('no time is later than now, by more than a day', async () => {
  const at = (now: string) => inFolder(VALID, folder => readFolder(folder, undefined, Date.parse(now)))
  expect((await at('2026-11-23T00:00:00Z')).contents.events.length).toBeGreaterThan(0)
  const error = await at('2026-11-20T00:00:00Z').catch((error: unknown) => error)
  expect((error as InvalidData).findings.map(({ file, path, wrong }) => [file, path, wrong])).toEqual([
    [Y1998, 'added', '"2026-11-23T00:00:00+09:00" is in the future'],
    [Y1998, 'corrected', '"2026-11-24T00:00:00+00:00" is in the future'],
    [TIMELINE, 'published', '"2026-11-22T00:00:00+09:00" is in the future'],
  ])
})

test('a renamed tag has an id that is free, and leads to one that is declared', async () => {
  const renamed = 'tags:\n  amendment: {en: Amendment}\nformerly: {tags: {amendment: amendment, change: amendmend}}'
  const { findings } = await findingsOf(changed(TIMELINE, 'tags:\n  amendment: {en: Amendment}', renamed))
  expect(findings.map(({ path, wrong }) => [path, wrong])).toEqual([
    ['formerly.tags.amendment', '"amendment" is still among the tags'],
    ['formerly.tags.change', '"amendmend" is not among the tags'],
  ])
})

test('a text or number that cannot be stored is reported, wherever it is', async () => {
  const files = {
    ...changed(Y1998, 'note: {en: Others deny it.}', 'note: {en: "Others \\uD83D deny it."}'),
    [ARRIVALS]: String(VALID[ARRIVALS]).replace('value: 71', 'value: 9007199254740993'),
    [TIMELINE]: String(VALID[TIMELINE]).replace('latitude: 37.57', 'latitude: 1e-200'),
  }
  expect((await findingsOf(files)).findings.map(({ file, path, wrong }) => [file, path, wrong])).toEqual([
    [Y1998, 'note.en', 'contains an unpaired surrogate'],
    [ARRIVALS, 'points[1].value', 'is 9007199254740992, which cannot be stored exactly'],
    [TIMELINE, 'places.seoul.latitude', 'is 1e-200, which cannot be stored exactly'],
  ])
})

test('a finding has its parts', async () => {
  const { findings, more } = await findingsOf(changed(Y1997, 'example.org/act', ''))
  expect(more).toBe(0)
  expect(findings).toEqual([
    {
      file: 'events/1997.yaml',
      line: 12,
      event: 'act-in-force',
      path: 'sources[0].url',
      wrong: '"https://" does not have the required form',
      allowed: 'an http or https address without spaces; letters other than ASCII are encoded',
    },
  ])
})

test('the folder does not exist', async () => {
  await expect(readContents('/no/such/folder')).rejects.toThrow(
    '/no/such/folder: does not exist; allowed: a folder with timeline.yaml and a folder events',
  )
})

test('mistakes in all files, and in several fields of an event, are reported at once', async () => {
  const files = {
    ...pick(changed(TIMELINE, 'leapDay: feb-28', 'leapDay: never'), TIMELINE),
    ...pick(changed(Y1997, /significance: 5([\s\S]*)act\n/, 'significance: 6$1act act\n'), Y1997),
    ...pick(changed(Y1998, /policy([\s\S]*)seoul/, 'polity$1soul'), Y1998),
    ...pick(changed(ARRIVALS, 'unit: people', 'unit: souls'), ARRIVALS),
  }
  const { findings } = await findingsOf(files)
  expect(findings.map(({ file, path }) => `${file} ${path}`)).toEqual([
    'events/1997.yaml significance',
    'events/1997.yaml sources[0].url',
    'events/1998.yaml category',
    'events/1998.yaml places[0]',
    'series/arrivals.yaml unit',
    'timeline.yaml leapDay',
  ])
})

test('mistakes that follow from another mistake are not reported', async () => {
  const unreadable = await findingsOf(changed(Y1997, 'id: act-in-force', 'id: "act-in-force'))
  expect(unreadable.findings.map(({ file }) => file)).toEqual(['events/1997.yaml'])
  const undeclared = await findingsOf(changed(TIMELINE, '{en: Amendment}', 'Amendment'))
  expect(undeclared.findings.map(({ path }) => path)).toEqual(['tags.amendment'])
})

test('the first hundred mistakes are reported, and the number of the others', async () => {
  const event = String(VALID[Y1997]).replace(/^#.*\n/, '')
  const events = Array.from({ length: 130 }, (_, index) =>
    event.replace('act-in-force', `event-${index}`).replace('law', 'none'),
  )
  const { findings, more, message } = await findingsOf({ ...VALID, 'events/1997.yaml': events.join(''), [Y1998]: '' })
  expect(findings).toHaveLength(100)
  expect(more).toBe(30)
  expect(message.split('\n').at(-1)).toBe('and 30 more')
})
