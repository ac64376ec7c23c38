import { describe, expect, test } from '@jest/globals'
import { type SubscribeData, subscribePage } from '../../../lambdas/pages/subscribe.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSetting } from '../../support/page-data.ts'
import { elementsOf, textsOf } from '../../support/xml-tree.ts'

const address = (feed: 'anniversaries' | 'updates', name: string, type: string, extension: string) => ({
  feed,
  name,
  type,
  url: `https://annals.example/feeds/${feed}.${extension}?lang=en&tag=hanawon`,
})

const choice = (value: string, isChosen = false) => ({ value, name: `The ${value}`, events: 1200, isChosen })

const pageOf = (overrides: Partial<SubscribeData> = {}, language = 'en') =>
  parseHtml(
    subscribePage(
      {
        addresses: [
          address('anniversaries', 'RSS', 'text/any', 'rss'),
          address('anniversaries', 'iCalendar', 'text/calendar', 'ics'),
          address('updates', 'RSS', 'text/any', 'rss'),
        ],
        categories: [choice('law'), choice('policy')],
        tags: [choice('hanawon')],
        minSignificance: 1,
        opml: 'https://annals.example/feeds.opml',
        ...overrides,
      },
      aSetting({ language }),
    ),
  )

const main = (page: ReturnType<typeof pageOf>) => elementsOf(page, 'main')[0]!

describe('the subscriptions', () => {
  test('are explained feed by feed, each with its formats', () => {
    const feeds = elementsOf(pageOf(), 'section').filter(({ attributes }) => attributes.class === 'feed')
    expect(feeds.map(({ attributes }) => attributes.id)).toEqual(['anniversaries', 'updates', 'timeline'])
    expect(textsOf(feeds[0]!, 'p')[0]).toBe(
      'Anniversaries and yearly observances of the last 60 days, each on its day.',
    )
    expect(elementsOf(feeds[1]!, 'a').map(({ text, attributes }) => [text, attributes.href])).toEqual([
      ['RSS', 'https://annals.example/feeds/updates.rss?lang=en&tag=hanawon'],
    ])
  })

  test('a calendar can be followed by webcal, and its address is there for others', () => {
    const feed = elementsOf(pageOf(), 'section').find(({ attributes }) => attributes.id === 'anniversaries')!
    const links = elementsOf(feed, 'a').map(({ attributes }) => attributes.href)
    expect(links).toContain('webcal://annals.example/feeds/anniversaries.ics?lang=en&tag=hanawon')
    expect(links).toContain('https://annals.example/feeds/anniversaries.ics?lang=en&tag=hanawon')
  })

  test('every address stands in full and has a button that copies it, out of sight until there is a script', () => {
    const buttons = elementsOf(main(pageOf()), 'button').filter(({ attributes }) => 'data-copy' in attributes)
    const codes = textsOf(main(pageOf()), 'code')
    expect(buttons.map(({ attributes }) => attributes['data-copy'])).toEqual(codes)
    expect(codes).toContain('https://annals.example/feeds.opml')
    expect(buttons.every(({ attributes }) => 'hidden' in attributes)).toBe(true)
    expect(new Set(buttons.map(({ text }) => text)).size).toBe(4)
  })

  test('can be narrowed by a form that works without a script', () => {
    const form = elementsOf(main(pageOf({}, 'ko')), 'form')[0]!
    expect(form.attributes.action).toBe('/ko/subscribe')
    expect(elementsOf(form, 'input').map(({ attributes }) => [attributes.name, attributes.value])).toEqual([
      ['category', 'law'],
      ['category', 'policy'],
      ['tag', 'hanawon'],
    ])
    expect(elementsOf(form, 'option').map(({ attributes }) => attributes.value)).toEqual(['1', '2', '3', '4', '5'])
    expect(textsOf(form, 'label')[0]).toContain('1,200')
  })

  test('narrowed, they say to what, keep what was chosen, and lead back', () => {
    const page = pageOf({ tags: [choice('hanawon', true)], minSignificance: 4 })
    const text = main(page).text
    expect(text).toContain('narrowed to: The hanawon and Significance at least 4.')
    const checked = elementsOf(page, 'input').filter(({ attributes }) => 'checked' in attributes)
    expect(checked.map(({ attributes }) => attributes.value)).toEqual(['hanawon'])
    const selected = elementsOf(page, 'option').filter(({ attributes }) => 'selected' in attributes)
    expect(selected.map(({ attributes }) => attributes.value)).toEqual(['4'])
  })

  test('not narrowed, they say nothing of it', () => {
    expect(main(pageOf()).text).not.toContain('narrowed to')
  })
})
