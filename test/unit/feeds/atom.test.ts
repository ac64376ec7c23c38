/**
 * Atom 1.0 by the rules of the W3C feed validation service (https://validator.w3.org/feed/docs/), each under the names of its
 * messages there, on the whole chronology, on an empty feed and on a page among others.
 *
 * One piece of its advice is not here: that no two entries share `updated`. It means times made up by a machine; events that are
 * published or corrected together have the same time in truth, "then no action is necessary".
 */
import { beforeAll, describe, expect, test } from '@jest/globals'
import { atom } from '../../../lambdas/feeds/atom.ts'
import type { Feed } from '../../../lambdas/feeds/feed.ts'
import { anEvent } from '../../support/events.ts'
import { aSetting, chronologyFeeds, linked, updates } from '../../support/syndication.ts'
import { type Element, elementsOf, parseXml, textOf, textsOf } from '../../support/xml-tree.ts'

const names = (element: Element): string[] => element.children.map(child => child.name)
const childrenOf = (element: Element, name: string): Element[] => element.children.filter(child => child.name === name)
const inside = (element: Element): Element[] => [element, ...element.children.flatMap(inside)]

const URN = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const ABSOLUTE = /^https?:\/\/[!-~]+$/
/** Of https://www.iana.org/assignments/link-relations/, what Annals may use. */
const REGISTERED = ['self', 'alternate', 'first', 'previous', 'next', 'last', 'current', 'hub']
/** What each element may have. */
const ATTRIBUTES: Record<string, string[]> = {
  feed: ['xml:lang', 'xmlns'],
  link: ['href', 'rel', 'type'],
  category: ['label', 'term'],
  content: ['type'],
}

let documents: { feed: Feed; text: string; root: Element; entries: Element[] }[]

beforeAll(async () => {
  const empty = updates([], aSetting('en'))
  const feeds = [
    ...(await chronologyFeeds()).map(({ feed }) => feed),
    empty,
    linked(updates([anEvent()], aSetting('ko'))),
  ]
  documents = feeds.map(feed => {
    const text = atom(feed)
    const root = parseXml(text)
    return { feed, text, root, entries: childrenOf(root, 'entry') }
  })
})

const RULES: Record<string, (document: (typeof documents)[number]) => void> = {
  'is XML 1.0 in UTF-8 (SAXError, BadXmlVersion, MissingEncoding)': ({ text }) => {
    expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<!-- .* -->\n<feed /)
  },
  'is all in the namespace of Atom (MissingNamespace, ObsoleteNamespace, AvoidNamespacePrefix)': ({ root }) => {
    expect(root.attributes.xmlns).toBe('http://www.w3.org/2005/Atom')
    expect(
      inside(root).filter(({ name, attributes }) => name.includes(':') || (attributes.xmlns && name !== 'feed')),
    ).toEqual([])
  },
  'has what a feed and an entry need (MissingElement, MissingTextualContent, MissingContentOrAlternate)': ({
    root,
    entries,
  }) => {
    for (const name of ['id', 'title', 'updated', 'author']) expect(names(root)).toContain(name)
    for (const entry of entries)
      for (const name of ['id', 'title', 'updated', 'published', 'link', 'summary', 'content'])
        expect(names(entry)).toContain(name)
  },
  'has nothing that Atom does not know (UndefinedElement, UnexpectedAttribute)': ({ root }) => {
    const known = [
      ...['feed', 'id', 'title', 'subtitle', 'updated', 'author', 'name', 'uri', 'generator', 'link', 'icon'],
      ...['entry', 'published', 'category', 'summary', 'content'],
    ]
    for (const { name, attributes } of inside(root)) {
      expect(known).toContain(name)
      for (const attribute of Object.keys(attributes)) expect(ATTRIBUTES[name]).toContain(attribute)
    }
  },
  'has nothing twice but links and categories (DuplicateElement)': ({ root, entries }) => {
    for (const element of [root, ...entries]) {
      const once = names(element).filter(name => !['entry', 'link', 'category'].includes(name))
      expect(new Set(once).size).toBe(once.length)
    }
  },
  'has its entries last (MisplacedMetadata)': ({ root, entries }) => {
    expect(names(root).slice(names(root).length - entries.length)).toEqual(entries.map(() => 'entry'))
  },
  'has no text between elements (UnexpectedText)': ({ root, entries }) => {
    for (const element of [root, ...entries, ...elementsOf(root, 'author')])
      expect(element.text.replace(/\s/g, '')).toBe(
        element.children.map(child => child.text.replace(/\s/g, '')).join(''),
      )
  },
  'has a name-based UUID for an id, in lower case (InvalidFullLink, InvalidURN, InvalidUUID, NonCanonicalURI, UnexpectedWhitespace)':
    ({ root }) => {
      for (const id of textsOf(root, 'id')) expect(id).toMatch(URN)
    },
  'has no id twice (DuplicateIds, DuplicateEntries)': ({ root }) => {
    const ids = textsOf(root, 'id')
    expect(new Set(ids).size).toBe(ids.length)
  },
  'has times of RFC 3339 with a zone (InvalidRFC3339Date, W3CDTFDateNonUTC, UseZeroForMidnight)': ({ root }) => {
    for (const time of [...textsOf(root, 'updated'), ...textsOf(root, 'published')]) {
      expect(time).toMatch(RFC_3339)
      expect(new Date(time).toISOString()).toBe(time.replace('Z', '.000Z'))
    }
  },
  'was not updated before it was published, nor the feed before its entries (ImplausibleDate)': ({ root, entries }) => {
    for (const entry of entries) {
      expect(textOf(entry, 'published') <= textOf(entry, 'updated')).toBe(true)
      expect(textOf(entry, 'updated') <= textOf(root, 'updated')).toBe(true)
    }
  },
  'links to itself once, by its absolute address and as Atom (MissingSelf, RelativeSelf, SelfNotAtom, SelfDoesntMatchLocation)':
    ({ feed, root }) => {
      const self = childrenOf(root, 'link').filter(({ attributes }) => attributes.rel === 'self')
      expect(self.map(({ attributes }) => attributes)).toEqual([
        { rel: 'self', type: 'application/atom+xml', href: feed.selfUrl },
      ])
    },
  'has one alternate link, in the feed and in each entry (DuplicateAtomLink, MissingContentOrAlternate)': ({
    root,
    entries,
  }) => {
    for (const element of [root, ...entries])
      expect(childrenOf(element, 'link').filter(({ attributes }) => attributes.rel === 'alternate')).toHaveLength(1)
  },
  'has links with an absolute address, a registered relation and no text (MissingHref, InvalidLink, SameDocumentReference, UnregisteredAtomLinkRel, AtomLinkNotEmpty)':
    ({ root }) => {
      for (const { attributes, text } of elementsOf(root, 'link')) {
        expect(attributes.href).toMatch(ABSOLUTE)
        expect(REGISTERED).toContain(attributes.rel)
        expect(text).toBe('')
      }
    },
  'links to other pages from the feed alone (FeedHistoryRelInEntry)': ({ entries }) => {
    for (const entry of entries)
      expect(childrenOf(entry, 'link').map(({ attributes }) => attributes.rel)).toEqual(['alternate'])
  },
  'has an author with a name that is no e-mail address, and an absolute address (ContainsEmail, InvalidURI)': ({
    root,
  }) => {
    for (const author of elementsOf(root, 'author')) {
      expect(textOf(author, 'name')).not.toMatch(/@/)
      expect(textOf(author, 'uri')).toMatch(ABSOLUTE)
    }
  },
  'has nothing blank (NotBlank, AttrNotBlank, MissingAttribute)': ({ root }) => {
    for (const { name, text, attributes } of inside(root)) {
      if (!['link', 'category'].includes(name)) expect(text.trim()).not.toBe('')
      for (const value of Object.values(attributes)) expect(value.trim()).not.toBe('')
    }
    for (const { attributes } of elementsOf(root, 'category'))
      expect(Object.keys(attributes)).toEqual(['term', 'label'])
  },
  'says its language (InvalidLanguage)': ({ feed, root }) => {
    expect(root.attributes['xml:lang']).toBe(feed.language)
    expect(feed.language).toMatch(/^[a-z]{2,3}$/)
  },
  'has no HTML in its plain texts (ContainsUndeclaredHTML, InvalidTextType)': ({ root }) => {
    for (const { name, text } of inside(root))
      if (['title', 'subtitle', 'summary', 'name'].includes(name)) expect(text).not.toMatch(/<[^>]+>|&\w+;/)
  },
  'has content that says it is HTML, and is, without scripts, styles and relative addresses (MissingTypeAttr, NotHtml, SecurityRisk, DangerousStyleAttr, ContainsRelRef)':
    ({ root }) => {
      for (const { attributes, text } of elementsOf(root, 'content')) {
        expect(attributes).toEqual({ type: 'html' })
        for (const element of parseXml(`<div>${text}</div>`).children.flatMap(inside)) {
          expect(['p', 'strong', 'dl', 'dt', 'dd', 'ul', 'li', 'a']).toContain(element.name)
          expect(Object.keys(element.attributes)).toEqual(element.name === 'a' ? ['href'] : [])
          if (element.name === 'a') expect(element.attributes.href).toMatch(ABSOLUTE)
        }
      }
    },
}

describe('a feed', () => {
  test('is held to the rules on every entry of the chronology', () => {
    expect(documents.flatMap(({ entries }) => entries).length).toBeGreaterThan(400)
    expect(documents.filter(({ entries }) => entries.length === 0)).toHaveLength(1)
  })

  test.each(Object.entries(RULES))('%s', (_, holds) => {
    for (const document of documents) holds(document)
  })

  test('links to its other pages and to a hub, beside itself and its home', () => {
    const feed = linked(updates([], aSetting('en')))
    expect(childrenOf(parseXml(atom(feed)), 'link').map(({ attributes }) => attributes)).toEqual([
      { rel: 'self', type: 'application/atom+xml', href: feed.selfUrl },
      { rel: 'alternate', href: feed.homeUrl },
      ...feed.links,
    ])
  })

  test('has the timeline for its author, in the language of the feed', () => {
    const [author] = elementsOf(parseXml(atom(updates([], aSetting('ko')))), 'author')
    expect(author!.children.map(({ name, text }) => [name, text])).toEqual([
      ['name', '연표'],
      ['uri', 'https://annals.example/ko'],
    ])
  })
})

describe('an entry', () => {
  const entryOf = (event: Parameters<typeof anEvent>[0], language = 'en') =>
    elementsOf(parseXml(atom(updates([anEvent(event)], aSetting(language)))), 'entry')[0]!

  test('keeps when it was published apart from when it was corrected', () => {
    const entry = entryOf({ createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-02-01T20:00:00Z', revision: 2 })
    expect(textOf(entry, 'published')).toBe('2026-01-01T00:00:00Z')
    expect(textOf(entry, 'updated')).toBe('2026-02-01T20:00:00Z')
  })

  test('has plain text in its title and summary, and HTML in its content', () => {
    const entry = entryOf({ title: { en: 'Q&A <live>' }, summary: { en: 'Is 1 < 2 & 3 > 2? &amp; ]]>' } })
    expect(textOf(entry, 'title')).toBe('Q&A <live>')
    expect(textOf(entry, 'summary')).toBe('Is 1 < 2 & 3 > 2? &amp; ]]>')
    expect(parseXml(`<div>${textOf(entry, 'content')}</div>`).text).toContain('Is 1 < 2 & 3 > 2? &amp; ]]>')
  })

  test.each([
    ['en', 'Law', 'Settlement'],
    ['ko', '법률', '정착'],
  ])('in %s has categories by the ids that they have in every language', (language, law, settlement) => {
    const entry = entryOf({ tags: [{ id: 'settlement', name: { en: 'Settlement', ko: '정착' } }] }, language)
    expect(childrenOf(entry, 'category').map(({ attributes }) => attributes)).toEqual([
      { term: 'law', label: law },
      { term: 'settlement', label: settlement },
    ])
  })
})
