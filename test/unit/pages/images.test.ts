/** Images on pages: of an event, and the logo of the publisher. */
import { expect, test } from '@jest/globals'
import type { StoredEvent } from '../../../lambdas/domain/event.ts'
import { eventPage } from '../../../lambdas/domain/view.ts'
import { entryPage } from '../../../lambdas/pages/entry.ts'
import { anEvent, aTimeline } from '../../support/events.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { IMAGE } from '../../support/images.ts'
import { aSetting } from '../../support/page-data.ts'
import { elementsOf } from '../../support/xml-tree.ts'

const logo = { ...IMAGE.file, id: 'logo.png', digest: 'fedcba9876543210', width: 512, height: 512 }
const timeline = aTimeline({ publisher: { name: { en: 'A museum' } }, logo })

function read(image: StoredEvent['image'] = IMAGE, language = 'en') {
  const context = { ...aSetting({ language }), timeline }
  const around = { previous: undefined, next: undefined, related: [] }
  const event = eventPage(anEvent(image && { image }), around, context)
  return parseHtml(entryPage(event, context))
}

test('an event shows its picture in its size, from the address of the page, with whose it is', () => {
  const page = read()
  const [figure] = elementsOf(page, 'figure')
  expect(elementsOf(figure!, 'img').map(({ attributes }) => attributes)).toEqual([
    { src: '/media/0123456789abcdef/mill.png', alt: 'A mill & a pond', width: '1600', height: '900' },
  ])
  const [caption] = elementsOf(figure!, 'figcaption')
  expect(caption!.text).toBe('A. <Photographer> · CC BY 4.0 · archive.example')
  expect(elementsOf(caption!, 'a').map(({ attributes }) => attributes.href)).toEqual([
    'https://creativecommons.org/licenses/by/4.0/',
    'https://archive.example/mill?a=b&c=d',
  ])
  const [graph] = elementsOf(page, 'script').filter(({ attributes }) => attributes.type === 'application/ld+json')
  const [event] = JSON.parse(graph!.text)['@graph']
  expect(event.image).toEqual({
    '@type': 'ImageObject',
    url: 'https://annals.example/media/0123456789abcdef/mill.png',
    contentUrl: 'https://annals.example/media/0123456789abcdef/mill.png',
    encodingFormat: 'image/png',
    width: 1600,
    height: 900,
    caption: 'A mill & a pond',
    creditText: 'A. <Photographer>',
    license: 'https://creativecommons.org/licenses/by/4.0/',
    isBasedOn: 'https://archive.example/mill?a=b&c=d',
  })
  expect(event.subjectOf.isPartOf.publisher.logo).toMatchObject({
    '@type': 'ImageObject',
    url: 'https://annals.example/media/fedcba9876543210/logo.png',
  })
})

test('a description and a credit that are not translated say in which language they are', () => {
  const page = read({ ...IMAGE, alt: { en: 'A mill' }, credit: { en: 'A photographer' } }, 'ko')
  const [figure] = elementsOf(page, 'figure')
  expect(elementsOf(figure!, 'img')[0]!.attributes.lang).toBe('en')
  expect(elementsOf(figure!, 'span').map(({ attributes, text }) => [attributes.lang, text])).toEqual([
    ['en', 'A photographer'],
  ])
})

test('the logo is in the header, beside the name that says what it is', () => {
  const [header] = elementsOf(read(), 'header')
  expect(elementsOf(header!, 'img').map(({ attributes }) => attributes)).toEqual([
    { class: 'logo', src: '/media/fedcba9876543210/logo.png', alt: '', width: '512', height: '512' },
  ])
})
