/** The feed of changes: one item per event, dated when the event was added, updated when it was corrected. */
import { describe, expect, test } from '@jest/globals'
import type { StoredEvent, Tombstone } from '../../../lambdas/domain/event.ts'
import { jsonFeed } from '../../../lambdas/feeds/json-feed.ts'
import { rss } from '../../../lambdas/feeds/rss.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import fc from '../../support/fast-check.ts'
import { aSetting, latestChangeFirst, updates } from '../../support/syndication.ts'

const context = aSetting('en')

const added = anEvent({ createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' })
const corrected = anEvent({ ...added, title: { en: 'Corrected' }, updatedAt: '2026-02-01T20:00:00Z', revision: 2 })

const tombstone = (id: string, updatedAt: string): Tombstone => ({
  id,
  deleted: true,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt,
  revision: 2,
})

const itemOf = (event: StoredEvent, each = context) => updates([event], each).items[0]!

describe('an item', () => {
  test('is dated when the event was added, not when it happened', () => {
    expect(itemOf(anEvent({ date: '0476-09-04' }))).toMatchObject({
      published: '2026-01-01T00:00:00Z',
      updated: '2026-01-01T00:00:00Z',
    })
  })

  test('keeps its identity and publication date when the event is corrected, but was updated then', () => {
    const { identity, published } = itemOf(added)
    expect(itemOf(corrected)).toMatchObject({ identity, published, updated: '2026-02-01T20:00:00Z' })
  })

  test('says whether the event was added or corrected, and the day of it in the zone of the timeline', () => {
    expect(itemOf(added).content.text).toContain('<p>Added: 1 January 2026</p>')
    expect(itemOf(corrected).content.text).toContain('<p>Corrected: 2 February 2026</p>')
  })

  test('is corrected by its times, also where a fresh store holds the correction as the first revision', () => {
    expect(itemOf({ ...corrected, revision: 1 }).content.text).toContain('<p>Corrected: 2 February 2026</p>')
  })

  test('is the same item at another host, under another title and in another order of languages', () => {
    const identities = [
      context,
      { ...context, publicUrl: 'http://elsewhere.example:8080' },
      aSetting('en', aTimeline({ languages: ['ko', 'en'], title: { en: 'Renamed', ko: '새 이름' } })),
    ].map(each => itemOf(added, each).identity)
    expect(new Set(identities).size).toBe(1)
  })

  test('goes when its event is deleted', () => {
    expect(updates([tombstone('act-in-force', '2026-03-01T00:00:00Z')], context).items).toEqual([])
  })
})

describe('the feed', () => {
  test('was updated when the timeline was published, as long as it is empty', () => {
    expect(updates([], context).updated).toBe('2026-01-01T00:00:00Z')
  })

  test('was updated when an event was added, corrected or deleted last, whatever else is in it', () => {
    const change = fc.record({
      id: fc.stringMatching(/^[a-z]{8}$/),
      updatedAt: fc
        .date({ min: new Date('2026-01-02'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map(date => date.toISOString().replace(/\.\d+/, '')),
      deleted: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.uniqueArray(change, { minLength: 1, maxLength: 8, selector: each => each.id }), changes => {
        const stored = changes
          .map(({ id, updatedAt, deleted }) => (deleted ? tombstone(id, updatedAt) : anEvent({ id, updatedAt })))
          .sort(latestChangeFirst)
        const feed = updates(stored, context)
        expect(feed.updated).toBe(
          changes
            .map(each => each.updatedAt)
            .sort()
            .at(-1),
        )
        expect(feed.items.map(item => item.url.split('/').at(-1))).toEqual(
          stored.flatMap(each => ('deleted' in each ? [] : [each.id])),
        )
      }),
    )
  })

  test('is the same bytes whenever it is made', () => {
    const write = () => {
      const feed = updates(structuredClone([corrected, tombstone('gone', '2026-01-05T00:00:00Z')]), context)
      return rss(feed) + jsonFeed(feed)
    }
    expect(write()).toBe(write())
  })

  test('differs from the other languages in its identity, its address and its items', () => {
    const [english, korean] = [updates([added], context), updates([added], aSetting('ko'))]
    expect(korean.identity).not.toBe(english.identity)
    expect(korean.homeUrl).toBe('https://annals.example/ko')
    expect(english.homeUrl).toBe('https://annals.example/')
    expect(korean.items[0]!.identity).not.toBe(english.items[0]!.identity)
  })
})
