/** The list of feeds as OPML 2.0, as a strict parser reads it. */
import { describe, expect, test } from '@jest/globals'
import { withoutForbidden } from '../../../lambdas/feeds/markup.ts'
import { opml, type SubscriptionGroup } from '../../../lambdas/feeds/opml.ts'
import fc from '../../support/fast-check.ts'
import { elementsOf, parseXml, textsOf } from '../../support/xml-tree.ts'

const UPDATED = '2026-07-14T00:00:00Z'
const ODD = `<b>"Law" & 'Order'</b> ]]> \u0001\n한국 😀`

const aFeed = (title: string) => ({
  title,
  url: 'https://annals.example/feeds/timeline.rss?lang=en&tag=a',
  homeUrl: 'https://annals.example/v1/timeline?lang=en&a=b',
  language: 'en',
})

const read = (title: string, groups: SubscriptionGroup[]) => parseXml(opml(title, UPDATED, groups))

describe('the list', () => {
  test('has a title, the time of the last change, and the feeds by group', () => {
    const root = read('A timeline', [
      { title: 'Feeds', subscriptions: [aFeed('One'), aFeed('Two')] },
      { title: 'By tag', subscriptions: [] },
    ])
    expect([root.name, root.attributes.version]).toEqual(['opml', '2.0'])
    expect(textsOf(root, 'title')).toEqual(['A timeline'])
    expect(textsOf(root, 'dateModified')).toEqual(['Tue, 14 Jul 2026 00:00:00 GMT'])
    const groups = root.children.find(({ name }) => name === 'body')!.children
    expect(groups.map(({ attributes }) => attributes)).toEqual([
      { text: 'Feeds', title: 'Feeds' },
      { text: 'By tag', title: 'By tag' },
    ])
    expect(groups.map(({ children }) => children.map(({ attributes }) => attributes))).toEqual([
      ['One', 'Two'].map(title => ({
        type: 'rss',
        text: title,
        title,
        language: 'en',
        xmlUrl: 'https://annals.example/feeds/timeline.rss?lang=en&tag=a',
        htmlUrl: 'https://annals.example/v1/timeline?lang=en&a=b',
      })),
      [],
    ])
  })

  test('is valid without any feed', () => {
    const root = read('A timeline', [])
    expect(root.children.map(({ name, children }) => [name, children.length])).toEqual([
      ['head', 2],
      ['body', 0],
    ])
  })

  test('gives odd names back as they are, without what XML forbids', () => {
    const clean = withoutForbidden(ODD)
    expect(clean).not.toBe(ODD)
    const root = read(ODD, [{ title: ODD, subscriptions: [aFeed(ODD)] }])
    expect(textsOf(root, 'title')).toEqual([clean])
    const texts = elementsOf(root, 'outline').flatMap(({ attributes }) => [attributes.text, attributes.title])
    expect(texts).toEqual([clean, clean, clean, clean])
  })

  test('gives any name back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), title => {
        const [group, feed] = elementsOf(read(title, [{ title, subscriptions: [aFeed(title)] }]), 'outline')
        const clean = withoutForbidden(title)
        expect([group!.attributes.text, feed!.attributes.title]).toEqual([clean, clean])
      }),
    )
  })
})
