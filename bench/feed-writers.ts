/**
 * The feed writers by format: Annals and the usual libraries, each given the same items in the form that its documentation asks for;
 * and the parsers that check whether their outputs agree.
 */
import { Feed as FeedLibrary } from 'feed'
import {
  generateAtomFeed,
  generateJsonFeed,
  generateRssFeed,
  parseAtomFeed,
  parseJsonFeed,
  parseRssFeed,
} from 'feedsmith'
import ICAL from 'ical.js'
import ical from 'ical-generator'
import { addDays } from '../lambdas/domain/civil-date.ts'
import { atom } from '../lambdas/feeds/atom.ts'
import type { Calendar } from '../lambdas/feeds/calendar.ts'
import type { Feed } from '../lambdas/feeds/feed.ts'
import { icalendar } from '../lambdas/feeds/icalendar.ts'
import { jsonFeed } from '../lambdas/feeds/json-feed.ts'
import { xml } from '../lambdas/feeds/markup.ts'
import { rss } from '../lambdas/feeds/rss.ts'
import { parseXml } from '../test/support/xml-tree.ts'
import type { Run } from './measure.ts'

export interface Writer {
  name: 'Annals' | 'feed' | 'feedsmith' | 'ical-generator'
  run: Run
}

export interface Format {
  name: string
  /** All of them write the same content. */
  writers: Writer[]
  /** The content of a document, item by item. */
  read: (document: string) => unknown[]
}

export function formats(feed: Feed, calendar: Calendar): Format[] {
  return [rssFormat(feed), atomFormat(feed), jsonFormat(feed), icalendarFormat(calendar)]
}

/** Text as HTML, the form in which RSS and the library `feed` expect a summary. Libraries leave escaping to the caller. */
const html = (text: string): string => xml`${text}`.text
const shown = (markup: string): string => parseXml(`<p>${markup}</p>`).text

const seconds = (date: string): string => new Date(date).toISOString()

const categoriesOf = (feed: Feed) => feed.items.map(item => item.categories.map(({ id, name }) => ({ name, term: id })))

function rssFormat(feed: Feed): Format {
  const categories = categoriesOf(feed)
  const library = feedLibrary(feed, (item, index) => ({
    description: html(item.summary),
    category: categories[index]!.map(({ name }) => ({ name })),
    extensions: [{ name: 'atom:updated', objects: { _text: item.updated } }],
  }))
  const value = {
    title: feed.title,
    link: feed.homeUrl,
    description: feed.description,
    language: feed.language,
    lastBuildDate: new Date(feed.updated),
    docs: 'https://www.rssboard.org/rss-specification',
    dc: { creators: [feed.author] },
    atom: { links: [{ rel: 'self', type: 'application/rss+xml', href: feed.selfUrl }] },
    items: feed.items.map((item, index) => ({
      title: item.title,
      link: item.url,
      guid: { value: item.identity, isPermaLink: false },
      pubDate: new Date(item.published),
      categories: categories[index]!.map(({ name }) => ({ name })),
      description: html(item.summary),
      content: { encoded: item.content.text },
      atom: { updated: new Date(item.updated) },
    })),
  }
  return {
    name: 'RSS 2.0',
    writers: [
      { name: 'Annals', run: () => rss(feed) },
      { name: 'feed', run: () => library().rss2() },
      { name: 'feedsmith', run: () => generateRssFeed(value) },
    ],
    read: document =>
      parseRssFeed(document).items!.map(item => [
        item.title,
        item.link,
        item.guid?.value,
        seconds(item.pubDate!),
        seconds(item.atom!.updated!),
        item.categories?.map(({ name }) => name),
        shown(item.description!),
        item.content?.encoded,
      ]),
  }
}

function atomFormat(feed: Feed): Format {
  const categories = categoriesOf(feed)
  const library = feedLibrary(feed, (item, index) => ({
    description: html(item.summary),
    category: categories[index]!,
  }))
  const value = {
    id: feed.identity,
    title: { value: feed.title },
    subtitle: { value: feed.description },
    updated: new Date(feed.updated),
    authors: [{ name: feed.author, uri: feed.homeUrl }],
    generator: { text: 'Annals' },
    links: [
      { rel: 'self', type: 'application/atom+xml', href: feed.selfUrl },
      { rel: 'alternate', href: feed.homeUrl },
    ],
    xml: { lang: feed.language },
    entries: feed.items.map((item, index) => ({
      id: item.identity,
      title: { value: item.title },
      links: [{ rel: 'alternate', href: item.url }],
      published: new Date(item.published),
      updated: new Date(item.updated),
      categories: categories[index]!.map(({ name, term }) => ({ term, label: name })),
      summary: { value: item.summary },
      content: { type: 'html', value: item.content.text },
    })),
  }
  return {
    name: 'Atom 1.0',
    writers: [
      { name: 'Annals', run: () => atom(feed) },
      { name: 'feed', run: () => library().atom1() },
      { name: 'feedsmith', run: () => generateAtomFeed(value) },
    ],
    read: document =>
      parseAtomFeed(document).entries!.map(entry => [
        entry.title?.value,
        entry.links?.[0]?.href,
        entry.id,
        seconds(entry.published!),
        seconds(entry.updated!),
        entry.categories?.map(({ term, label }) => [term, label]),
        entry.summary?.type === 'html' ? shown(entry.summary.value!) : entry.summary?.value,
        entry.content?.value,
      ]),
  }
}

function jsonFormat(feed: Feed): Format {
  const categories = categoriesOf(feed)
  const extensions = feed.items.map(({ status, attribution, categories, sources, untranslated, languages }) => ({
    status,
    attribution,
    categories,
    sources,
    untranslated,
    languages: untranslated.length === 0 ? undefined : languages,
  }))
  const library = feedLibrary(feed, (item, index) => ({
    description: item.summary,
    category: categories[index]!,
    extensions: [{ name: '_annals', objects: extensions[index]! }],
  }))
  const value = {
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrl,
    description: feed.description,
    authors: [{ name: feed.author, url: feed.homeUrl }],
    language: feed.language,
    items: feed.items.map((item, index) => ({
      id: item.identity,
      url: item.url,
      title: item.title,
      summary: item.summary,
      content_html: item.content.text,
      date_published: new Date(item.published),
      date_modified: new Date(item.updated),
      tags: categories[index]!.map(({ name }) => name),
      language: feed.language,
      _annals: extensions[index]!,
    })),
  }
  return {
    name: 'JSON Feed 1.1',
    writers: [
      { name: 'Annals', run: () => jsonFeed(feed) },
      { name: 'feed', run: () => library().json1() },
      { name: 'feedsmith', run: () => JSON.stringify(generateJsonFeed(value)) },
    ],
    read: document => {
      const extended = JSON.parse(document).items
      return parseJsonFeed(document).items!.map((item, index) => [
        item.title,
        item.url,
        item.id,
        seconds(item.date_published!),
        seconds(item.date_modified!),
        item.tags,
        item.summary,
        item.content_html,
        extended[index]._annals,
      ])
    },
  }
}

type LibraryItem = Parameters<FeedLibrary['addItem']>[0]

/** Builds the input of the library `feed`. Adding the items one by one is part of the timed work. */
function feedLibrary(feed: Feed, special: (item: Feed['items'][number], index: number) => Partial<LibraryItem>) {
  const items = feed.items.map(
    (item, index): LibraryItem => ({
      title: item.title,
      id: item.identity,
      link: item.url,
      content: item.content.text,
      date: new Date(item.updated),
      published: new Date(item.published),
      ...special(item, index),
    }),
  )
  return () => {
    const library = new FeedLibrary({
      title: feed.title,
      description: feed.description,
      id: feed.identity,
      link: feed.homeUrl,
      language: feed.language,
      updated: new Date(feed.updated),
      generator: 'Annals',
      feed: feed.selfUrl,
      author: { name: feed.author, link: feed.homeUrl },
    })
    for (const item of items) library.addItem(item)
    return library
  }
}

function icalendarFormat(calendar: Calendar): Format {
  const events = calendar.entries.map(entry => ({
    id: entry.uid,
    stamp: new Date(entry.updated),
    created: new Date(entry.created),
    lastModified: new Date(entry.updated),
    sequence: entry.sequence,
    start: new Date(entry.first),
    end: new Date(addDays(entry.last, 1)),
    allDay: true,
    summary: entry.summary,
    description: entry.description,
    categories: entry.categories.map(name => ({ name })),
    url: entry.url,
    ...(entry.recurrence === undefined ? {} : { repeating: `RRULE:${entry.recurrence}` }),
  }))
  return {
    name: 'iCalendar',
    writers: [
      { name: 'Annals', run: () => icalendar(calendar) },
      {
        name: 'ical-generator',
        run: () => {
          const library = ical({
            name: calendar.name,
            description: calendar.description,
            prodId: '-//Annals//Annals//EN',
            url: calendar.homeUrl,
            source: calendar.selfUrl,
          })
          for (const event of events) library.createEvent(event)
          return library.toString()
        },
      },
    ],
    read: document => {
      const names = [
        'uid',
        'dtstamp',
        'created',
        'sequence',
        'dtstart',
        'dtend',
        'rrule',
        'summary',
        'description',
        'url',
      ]
      return new ICAL.Component(ICAL.parse(document))
        .getAllSubcomponents('vevent')
        .map(event => [
          ...names.map(name => event.getFirstPropertyValue(name)?.toString()),
          event.getFirstProperty('categories')?.getValues(),
        ])
    },
  }
}
