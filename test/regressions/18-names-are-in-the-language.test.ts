/**
 * Complaint: dates, labels and names stayed in English, or came in the language of the server.
 * https://github.com/NUKnightLab/TimelineJS3/issues/806 · https://github.com/nager/Nager.Date/issues/159
 */
import { expect, test } from '@jest/globals'
import { jsonFeed } from '../../lambdas/feeds/json-feed.ts'
import { rss } from '../../lambdas/feeds/rss.ts'
import { anEvent } from '../support/events.ts'
import { anniversaries, aSetting, highlightsOf, updates } from '../support/syndication.ts'

const context = aSetting('ko')
const event = anEvent({
  status: 'claimed',
  attribution: { en: 'A paper', ko: '신문' },
  note: { en: 'Others differ.', ko: '이견이 있다.' },
  observance: { since: 2024, name: { en: 'Act Day', ko: '법의 날' } },
  figures: [
    { label: { en: 'Articles', ko: '조항' }, value: 1600, unit: { id: 'n', name: { en: 'articles', ko: '개' } } },
  ],
  // Sources keep the language they were published in.
  sources: [
    {
      title: '법률 제5259호',
      publisher: '법제처',
      url: 'https://law.example/5259',
      published: '1997-01-13',
      supports: '',
    },
  ],
})

/** What a reader sees: no names of elements, fields, zones or media types, no addresses. */
const visible = (text: string) => text.replace(/<[^>]*>/g, ' ')

test('a Korean item has no word in another language', () => {
  const feeds = [
    anniversaries(highlightsOf([event], ['2026-07-14'], context.timeline), context),
    updates([event], context),
  ]
  for (const feed of feeds)
    for (const { title, summary, content, categories } of feed.items)
      expect(visible([title, summary, content.text, ...categories.map(({ name }) => name)].join(' '))).not.toMatch(
        /[A-Za-z]{2,}/,
      )
})

test('every feed says its language', () => {
  for (const language of ['en', 'ko']) {
    const feed = updates([event], aSetting(language))
    expect(rss(feed)).toContain(`<language>${language}</language>`)
    expect(JSON.parse(jsonFeed(feed))).toMatchObject({ language, items: [{ language }] })
  }
})
