/** The feed of everything: one item per event in the order given, with the identity that it has in the feed of changes. */
import { describe, expect, test } from '@jest/globals'
import type { StoredEvent } from '../../../lambdas/domain/event.ts'
import { timelineFeed } from '../../../lambdas/feeds/timeline.ts'
import { anEvent } from '../../support/events.ts'
import { aSetting, selfUrlOf, updates } from '../../support/syndication.ts'

const CHANGED_AT = '2026-07-14T00:00:00Z'

const feedOf = (events: StoredEvent[], language = 'en') => {
  const context = aSetting(language)
  return timelineFeed(events, CHANGED_AT, selfUrlOf('timeline', context), context)
}

describe('the feed', () => {
  test('has one item per event, in the order of the page', () => {
    const titles = ['c', 'a', 'b']
    const events = titles.map(title => anEvent({ id: title, title: { en: title } }))
    expect(feedOf(events).items.map(({ title }) => title)).toEqual(titles)
  })

  test('was updated when the timeline last changed, also when it is empty', () => {
    expect(feedOf([anEvent()]).updated).toBe(CHANGED_AT)
    expect(feedOf([])).toMatchObject({ updated: CHANGED_AT, items: [] })
  })

  test('is another feed of other items in another language', () => {
    const [english, korean] = [feedOf([anEvent()]), feedOf([anEvent()], 'ko')]
    expect(korean.identity).not.toBe(english.identity)
    expect(korean.title).not.toBe(english.title)
    expect(korean.items[0]!.identity).not.toBe(english.items[0]!.identity)
    expect(korean.items[0]!.title).toBe('법률 시행')
  })
})

describe('an item', () => {
  test('is another one than in the feed of changes', () => {
    expect(feedOf([anEvent()]).items[0]!.identity).not.toBe(updates([anEvent()], aSetting('en')).items[0]!.identity)
  })

  test('is dated when the event was published and corrected, and begins with when it happened', () => {
    const { published, updated, content } = feedOf([
      anEvent({ date: '0476-09', createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-02-01T00:00:00Z' }),
    ]).items[0]!
    expect([published, updated]).toEqual(['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'])
    expect(content.text).toMatch(/^<p>September 0?476<\/p>/)
  })

  test('of a claim says so in its title', () => {
    const [item] = feedOf([anEvent({ status: 'claimed', attribution: { en: 'A paper' } })]).items
    expect(item!.title).toMatch(/^\[.+\] The Act enters into force$/)
  })
})

test('an event with another id stays the same item', () => {
  const identityOf = (event: Parameters<typeof anEvent>[0]) => feedOf([anEvent(event)]).items[0]!.identity
  expect(identityOf({ id: 'new', formerly: ['act-in-force', 'other'] })).toBe(identityOf({ id: 'act-in-force' }))
})
