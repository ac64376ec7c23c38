/** An image of an event in every format that readers subscribe to or import, by parsers that know nothing of Annals. */
import { expect, test } from '@jest/globals'
import { parseRssFeed } from 'feedsmith'
import ICAL from 'ical.js'
import { sync, type VEvent } from 'node-ical'
import { eventView } from '../../../lambdas/domain/view.ts'
import { atom } from '../../../lambdas/feeds/atom.ts'
import { icalendar } from '../../../lambdas/feeds/icalendar.ts'
import { jsonFeed } from '../../../lambdas/feeds/json-feed.ts'
import { rss } from '../../../lambdas/feeds/rss.ts'
import { csv } from '../../../lambdas/formats/csv.ts'
import { timelineJs } from '../../../lambdas/formats/timelinejs.ts'
import { aCalendar, calendarComponent } from '../../support/calendars.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import { IMAGE } from '../../support/images.ts'
import { aSetting, timelineOf } from '../../support/syndication.ts'
import { elementsOf, parseXml } from '../../support/xml-tree.ts'

const URL_OF_PICTURE = 'https://annals.example/media/0123456789abcdef/mill.png'
const URL_OF_LOGO = 'https://annals.example/media/fedcba9876543210/logo.png'
const logo = { ...IMAGE.file, id: 'logo.png', digest: 'fedcba9876543210' }

const event = anEvent({ image: IMAGE })
const context = aSetting('en', aTimeline({ logo }))
const feed = timelineOf([event, anEvent({ id: 'without' })], context)

const CREDIT =
  'A. &#x3C;Photographer&#x3E; · <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a> · <a href="https://archive.example/mill?a=b&amp;c=d">archive.example</a>'

test('RSS has it as an enclosure, for lists of readers, and in the text with its credit', () => {
  const { items, image } = parseRssFeed(rss(feed))
  expect(image).toMatchObject({ url: URL_OF_LOGO })
  expect(items![0]!.enclosures).toEqual([{ url: URL_OF_PICTURE, length: 1234, type: 'image/png' }])
  expect(items![0]!.media!.contents).toEqual([
    {
      url: URL_OF_PICTURE,
      fileSize: 1234,
      type: 'image/png',
      medium: 'image',
      width: 1600,
      height: 900,
      description: { value: 'A mill & a pond', type: 'plain' },
      credits: [{ value: 'A. <Photographer>' }],
    },
  ])
  expect(items![0]!.content!.encoded).toContain(
    `<figure><img src="${URL_OF_PICTURE}" alt="A mill &amp; a pond" width="1600" height="900"/><figcaption>${CREDIT}</figcaption></figure>`,
  )
  expect(items![1]).not.toHaveProperty('media')
})

test('Atom has it as an enclosure, and the logo', () => {
  const root = parseXml(atom(feed))
  const enclosures = elementsOf(root, 'link').filter(({ attributes }) => attributes.rel === 'enclosure')
  expect(enclosures.map(({ attributes }) => attributes)).toEqual([
    { rel: 'enclosure', type: 'image/png', length: '1234', href: URL_OF_PICTURE, title: 'A mill & a pond' },
  ])
  expect(elementsOf(root, 'logo').map(({ text }) => text)).toEqual([URL_OF_LOGO])
})

test('JSON Feed has it as the image of the item and as an attachment, and the logo as its icon', () => {
  const { icon, items } = JSON.parse(jsonFeed(feed))
  expect(icon).toBe(URL_OF_LOGO)
  expect(items[0]).toMatchObject({
    image: URL_OF_PICTURE,
    attachments: [{ url: URL_OF_PICTURE, mime_type: 'image/png', title: 'A mill & a pond', size_in_bytes: 1234 }],
  })
  expect(Object.keys(items[1])).not.toEqual(expect.arrayContaining(['image']))
})

test('calendars have it attached, and simple readers still take every entry', () => {
  const document = icalendar(aCalendar('timeline', [event, anEvent({ id: 'without' })], context))
  const attached = calendarComponent(document)
    .getAllSubcomponents('vevent')
    .map(component => component.getFirstProperty('attach'))
  expect(attached.map(each => each && [each.getFirstValue(), each.getParameter('fmttype')])).toEqual([
    [URL_OF_PICTURE, 'image/png'],
    null,
  ])
  expect(attached[0]).toBeInstanceOf(ICAL.Property)
  const events = Object.values(sync.parseICS(document)).filter((each): each is VEvent => each?.type === 'VEVENT')
  expect(events.map(({ summary, url }) => [summary, url])).toEqual(
    ['act-in-force', 'without'].map(id => ['The Act enters into force', `https://annals.example/events/${id}`]),
  )
})

test('TimelineJS shows it beside the text, and CSV has its address', () => {
  const view = eventView(event, context)
  expect(timelineJs([view], context).events[0]!.media).toEqual({
    url: URL_OF_PICTURE,
    alt: 'A mill & a pond',
    credit: CREDIT,
  })
  expect(csv([view], ['image'])).toBe(
    `\uFEFFimage,imageAlt,imageCredit,imageSource\r\n${URL_OF_PICTURE},A mill & a pond,"A. <Photographer>, CC BY 4.0",https://archive.example/mill?a=b&c=d\r\n`,
  )
})
