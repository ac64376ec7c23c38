/** The feed of highlights: one item each, dated the day it was highlighted, the same item for ever. */
import { describe, expect, test } from '@jest/globals'
import type { StoredEvent } from '../../../lambdas/domain/event.ts'
import { jsonFeed } from '../../../lambdas/feeds/json-feed.ts'
import { rss } from '../../../lambdas/feeds/rss.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import { anniversaries, aSetting, highlightsOf } from '../../support/syndication.ts'

const context = aSetting('en')
const highlight = (event: StoredEvent, day = '2026-07-14', timeline = context.timeline) =>
  highlightsOf([event], [day], timeline)

const only = <T>(list: readonly T[]): T => {
  expect(list).toHaveLength(1)
  return list[0]!
}

describe('an item', () => {
  test.each([
    ['Asia/Seoul', '2026-07-13T15:00:00Z'],
    ['UTC', '2026-07-14T00:00:00Z'],
    ['America/New_York', '2026-07-14T04:00:00Z'],
    ['Pacific/Kiritimati', '2026-07-13T10:00:00Z'],
  ])('is dated the start of the day of highlighting in %s, never the historic date', (timeZone, published) => {
    const elsewhere = aSetting('en', aTimeline({ timeZone }))
    expect(only(anniversaries(highlight(anEvent()), elsewhere).items).published).toBe(published)
  })

  test('says the day that "today" was, for a reader whose clock says another', () => {
    const { content } = only(anniversaries(highlight(anEvent()), context).items)
    expect(content.text).toContain('<p>14 July 2026 – 29 years ago today: The Act enters into force</p>')
  })

  test('of an observance is named after the day that is kept, and names the event in its content', () => {
    const event = anEvent({
      status: 'claimed',
      attribution: { en: 'A paper' },
      observance: { since: 2024, name: { en: 'Act Day' } },
    })
    const item = only(anniversaries(highlight(event), context).items)
    expect(item.title).toBe('3rd Act Day')
    expect(item.content.text).toContain('<p>14 July 2026 – 3rd Act Day: [Claimed] The Act enters into force</p>')
  })

  test('keeps its identity and publication date when the event is corrected, but was updated then', () => {
    const before = only(anniversaries(highlight(anEvent()), context).items)
    const corrected = anEvent({ title: { en: 'Another' }, updatedAt: '2026-09-01T00:00:00Z', revision: 2 })
    const after = only(anniversaries(highlight(corrected), context).items)
    expect(after).toMatchObject({ identity: before.identity, published: before.published })
    expect([before.updated, after.updated]).toEqual(['2026-07-13T15:00:00Z', '2026-09-01T00:00:00Z'])
    expect(after.title).not.toBe(before.title)
  })

  test('is another one each year', () => {
    const items = ['2026-07-14', '2027-07-14'].map(day => only(anniversaries(highlight(anEvent(), day), context).items))
    expect(new Set(items.map(item => item.identity)).size).toBe(2)
  })

  test('is the same item at another host, under another title and in another order of languages', () => {
    const identities = [
      context,
      { ...context, publicUrl: 'http://elsewhere.example:8080' },
      aSetting('en', aTimeline({ languages: ['ko', 'en'], title: { en: 'Renamed', ko: '새 이름' } })),
    ].map(each => only(anniversaries(highlight(anEvent()), each).items).identity)
    expect(new Set(identities).size).toBe(1)
  })
})

describe('the feed', () => {
  const events = [anEvent(), anEvent({ id: 'lesser', significance: 1 }), anEvent({ id: 'later', date: '2000-07-20' })]
  const highlights = highlightsOf(events, ['2026-07-20', '2026-07-14'], context.timeline)

  test('keeps the order it is given: the latest day first, of a day the weightiest', () => {
    const { items } = anniversaries(highlights, context)
    expect(items.map(({ url, published }) => [url.split('/').at(-1), published])).toEqual([
      ['later', '2026-07-19T15:00:00Z'],
      ['act-in-force', '2026-07-13T15:00:00Z'],
      ['lesser', '2026-07-13T15:00:00Z'],
    ])
  })

  test('was updated when its latest item was published', () => {
    expect(anniversaries(highlights, context).updated).toBe('2026-07-19T15:00:00Z')
  })

  test('was updated when an event in it was corrected', () => {
    const corrected = anEvent({ updatedAt: '2026-08-01T00:00:00Z', revision: 2 })
    expect(anniversaries(highlight(corrected), context).updated).toBe('2026-08-01T00:00:00Z')
  })

  test('was updated when an event that was in it was deleted, and never goes back', () => {
    const corrected = anEvent({ updatedAt: '2026-08-01T00:00:00Z', revision: 2 })
    const before = anniversaries(highlight(corrected), context, corrected.updatedAt)
    const after = anniversaries([], context, '2026-08-02T00:00:00Z')
    expect(before.updated).toBe('2026-08-01T00:00:00Z')
    expect(after.updated).toBe('2026-08-02T00:00:00Z')
  })

  test('is the same bytes whenever it is made', () => {
    const write = () => {
      const feed = anniversaries(structuredClone(highlights), structuredClone(context))
      return rss(feed) + jsonFeed(feed)
    }
    expect(write()).toBe(write())
  })
})
