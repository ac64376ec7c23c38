/**
 * Complaint: a guid that is no address was read as one, for `isPermaLink` is true unless it is said not to be.
 * https://github.com/jpmonette/feed/issues/191 · https://github.com/jpmonette/feed/issues/96
 */
import { expect, test } from '@jest/globals'
import { rss } from '../../lambdas/feeds/rss.ts'
import { anEvent } from '../support/events.ts'
import { aSetting, updates } from '../support/syndication.ts'
import { elementsOf, parseXml } from '../support/xml-tree.ts'

test('a guid says that it is no permalink', () => {
  const guids = elementsOf(parseXml(rss(updates([anEvent()], aSetting('en')))), 'guid')
  expect(guids).toEqual([
    expect.objectContaining({ text: expect.stringMatching(/^urn:uuid:/), attributes: { isPermaLink: 'false' } }),
  ])
})
