/** What the answers say: the right events, in the language asked for, and no claim as a fact. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readContents } from '../../lambdas/data/read-contents.ts'
import type { Event, Series } from '../../lambdas/domain/event.ts'
import type { Text } from '../../lambdas/domain/text.ts'
import { parseHtml } from '../support/html-tree.ts'
import { STARTING_MILLISECONDS, startHostOnCopy, type TestHost } from '../support/local-host.ts'
import { sample } from '../support/thorough.ts'

/** An event whose Korean title, summary and note the copied data folder lacks. */
const UNTRANSLATED = 'settlement-support-act-promulgated'

let host: TestHost
let events: Event[]
let series: Series[]
beforeAll(async () => {
  const started = await startHostOnCopy({
    edit: async folder => {
      const file = join(folder, 'events/1997.yaml')
      const texts = (await readFile(file, 'utf8'))
        .split(/\n(?=- id: )/)
        .map(text =>
          text.includes(`- id: ${UNTRANSLATED}\n`) ? text.replaceAll(/^ {4}ko:.*\n(?: {6}.*\n)*/gm, '') : text,
        )
      await writeFile(file, texts.join('\n'))
    },
  })
  host = started
  const contents = await readContents(started.folder)
  events = contents.events.map(each => each.event)
  series = contents.series
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

const json = async (target: string) => {
  const { status, headers, json } = await host.get(target)
  expect([target, status]).toEqual([target, 200])
  return { body: json(), headers }
}
interface Feed {
  url: string
  type: string
  language: string
}

const eventOf = (id: string) => events.find(event => event.id === id)!

describe('on 14 July', () => {
  test('the Act came into force, and Defectors’ Day was held twice', async () => {
    const { body } = await json('/v1/on-this-day/07-14')
    expect(body).toMatchObject({
      day: '07-14',
      data: [
        { id: 'settlement-support-act-in-force', date: { edtf: '1997-07-14', text: '14 July 1997' } },
        { id: 'first-defectors-day-2024', date: { edtf: '2024-07-14' } },
        { id: 'second-defectors-day-2025', date: { edtf: '2025-07-14' } },
      ],
      next: null,
    })
    expect((await json('/v1/on-this-day')).body).toEqual(body)
  })

  test.each([
    ['en', '29 years ago today: ', '3rd North Korean Defectors’ Day'],
    ['ko', '29년 전 오늘: ', '제3회 북한이탈주민의 날'],
  ])(
    'of 2026 the Act is 29 years old and Defectors’ Day is held for the third time, in %s',
    async (lang, ago, third) => {
      const { body, headers } = await json(`/v1/highlights?lang=${lang}`)
      const act = eventOf('settlement-support-act-in-force')
      const day = eventOf('first-defectors-day-2024')
      expect(headers['content-language']).toBe(lang)
      expect(body.data).toHaveLength(3)
      expect(body.data).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            date: '2026-07-14',
            kind: 'anniversary',
            years: 29,
            text: `${ago}${act.title[lang]}`,
            event: expect.objectContaining({ id: act.id, title: act.title[lang], language: lang, untranslated: [] }),
          }),
          expect.objectContaining({
            date: '2026-07-14',
            kind: 'observance',
            years: 3,
            text: third,
            event: expect.objectContaining({ id: day.id, title: day.title[lang], language: lang, untranslated: [] }),
          }),
        ]),
      )
    },
  )

  test('the anniversaries feed says the same', async () => {
    const { body } = await json('/feeds/anniversaries.json')
    const highlights = (await json('/v1/highlights')).body.data
    expect(body.items.map((item: { title: string }) => item.title)).toEqual(
      highlights.map((highlight: { text: string }) => highlight.text),
    )
    expect(body.items).toHaveLength(3)
  })
})

describe('an event', () => {
  test.each(['en', 'ko'])('that is not confirmed states its status, attribution and sources, in %s', async lang => {
    const unconfirmed = events.filter(event => event.status !== 'confirmed')
    expect(unconfirmed.length).toBeGreaterThan(10)
    for (const { id, status, attribution, sources } of unconfirmed) {
      const { body } = await json(`/v1/events/${id}?lang=${lang}`)
      const inLanguage = (text: string | Text) => (typeof text === 'string' ? text : text[lang])
      const shown = sources.map(source => ({
        ...source,
        title: inLanguage(source.title),
        supports: inLanguage(source.supports!),
      }))
      expect(body).toMatchObject({ id, status, attribution: attribution![lang], sources: shown })
    }
  })

  test('that is confirmed has no attribution', async () => {
    const { body } = await json('/v1/events/first-defectors-day-2024')
    expect(body).toMatchObject({ status: 'confirmed', attribution: null })
    expect(body.sources.length).toBeGreaterThan(0)
  })

  test('is the same in every format', async () => {
    const { links: _, ...body } = (await json('/v1/events/first-defectors-day-2024')).body
    const { data: listed } = (await json('/v1/events?from=2024-07-14&to=2024-07-14')).body
    const { data: onThisDay } = (await json('/v1/on-this-day/07-14')).body
    const { data: highlights } = (await json('/v1/highlights')).body
    expect(listed).toContainEqual(body)
    expect(onThisDay).toContainEqual(body)
    expect(highlights.map(({ event }: { event: object }) => event)).toContainEqual(body)
  })

  test('is shown as a page at the address that it states, in the requested language', async () => {
    for (const lang of ['en', 'ko']) {
      const { body } = await json(`/v1/events/first-defectors-day-2024?lang=${lang}`)
      const { origin, pathname } = new URL(body.url)
      expect(origin).toBe(host.url)
      const { status, headers, text } = await host.get(pathname)
      expect([status, headers['content-language']]).toEqual([200, lang])
      expect(parseHtml(text).text).toContain(body.summary)
    }
  })

  test('without a translation falls back to the language of the timeline and states it', async () => {
    const { title, summary } = eventOf(UNTRANSLATED)
    expect(Object.keys(title)).toEqual(['en'])
    const { body, headers } = await json(`/v1/events/${UNTRANSLATED}?lang=ko`)
    expect(headers['content-language']).toBe('ko')
    expect(body).toMatchObject({ language: 'ko', title: title.en, summary: summary!.en })
    expect(body.untranslated).toEqual(['title', 'summary', 'note'])
    expect(body.category.name).toMatch(/\p{Script=Hangul}/u)
    expect((await json(`/v1/events/${UNTRANSLATED}`)).body.untranslated).toEqual([])
  })
})

describe('the timeline', () => {
  test.each(['en', 'ko'])('counts the events of the data folder, in %s', async lang => {
    const { body, headers } = await json(`/v1/timeline?lang=${lang}`)
    const years = Object.entries(Object.groupBy(events, ({ date }) => date.slice(0, 4)))
    expect(headers['content-language']).toBe(lang)
    expect(body).toMatchObject({
      language: lang,
      languages: ['en', 'ko'],
      today: '2026-07-14',
      events: events.length,
      span: { first: '1997', last: '2025' },
      years: years.map(([year, inYear]) => ({ year, events: inYear!.length })),
    })
    const law = { id: 'law', events: events.filter(event => event.category.id === 'law').length }
    expect(body.categories).toContainEqual(expect.objectContaining(law))
  })

  test('lists existing feeds with their media types and languages', async () => {
    const { body } = await json('/v1/timeline')
    expect(body.feeds).toHaveLength(22)
    for (const { url, type, language } of sample<Feed>(3, body.feeds)) {
      const { origin, pathname, search } = new URL(url)
      const feed = await host.get(pathname + search)
      expect([origin, feed.status]).toEqual([host.url, 200])
      expect(feed.headers).toMatchObject({ 'content-type': `${type}; charset=utf-8`, 'content-language': language })
    }
  })

  test('lists its series with their values', async () => {
    const { data } = (await json('/v1/series?lang=ko')).body
    expect(data.map(({ id }: { id: string }) => id)).toEqual(series.map(({ id }) => id).sort())
    const { body } = await json('/v1/series/arrivals?lang=ko')
    const { points, ...summary } = body
    expect(summary).toMatchObject({ id: data[0].id, title: data[0].title, unit: data[0].unit })
    expect(points.length).toBeGreaterThan(20)
  })
})
