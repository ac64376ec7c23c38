import { describe, expect, test } from '@jest/globals'
import document from '../../../lambdas/http/openapi.json' with { type: 'json' }
import { type OpenApi, referencePage } from '../../../lambdas/pages/reference.ts'
import { parseHtml } from '../../support/html-tree.ts'
import { aSetting } from '../../support/page-data.ts'
import { type Element, elementsOf, textsOf } from '../../support/xml-tree.ts'

const openApi = document as unknown as OpenApi
const page = parseHtml(referencePage(openApi, aSetting()))

const withId = (id: string): Element => elementsOf(page, 'section').find(({ attributes }) => attributes.id === id)!

describe('the reference', () => {
  test('has every operation, with its parameters and answers', () => {
    for (const [path, methods] of Object.entries(openApi.paths))
      for (const [method, { operationId, responses, summary }] of Object.entries(methods)) {
        const section = withId(operationId)
        expect(textsOf(section, 'h3')).toEqual([`${method.toUpperCase()} ${path}`])
        expect(section.text).toContain(summary)
        const said = [...textsOf(section, 'dt'), ...textsOf(section, 'a')].map(each => each.trim())
        expect(said).toEqual(expect.arrayContaining(Object.keys(responses)))
      }
  })

  test('says of a parameter where it goes, what it may be, and what it is for', () => {
    const section = withId('listEvents')
    const limit = elementsOf(section, 'dt').findIndex(({ text }) => text.startsWith('limit'))
    expect(textsOf(section, 'dt')[limit]).toBe('limit query, integer')
    expect(textsOf(section, 'dd')[limit]).toBe(
      'Entries on a page at most. (at least 1, at most 100, 25 by default) For example 7.',
    )
  })

  test('has every schema, with its properties in words', () => {
    for (const [name, schema] of Object.entries(openApi.components.schemas)) {
      const section = withId(`schema-${name}`)
      const terms = textsOf(section, 'dt').map(term => term.split(' ')[0])
      expect(terms).toEqual(expect.arrayContaining(Object.keys(schema.properties ?? {})))
    }
    expect(withId('schema-Event').text).toMatch(/status "?confirmed"? or "?reported"? or/)
  })

  test('every link within it leads somewhere', () => {
    const everything = (element: Element): Element[] => [element, ...element.children.flatMap(everything)]
    const ids = everything(page).flatMap(({ attributes }) => attributes.id ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const targets = elementsOf(page, 'a').flatMap(({ attributes }) => /^#(.+)/.exec(attributes.href ?? '')?.[1] ?? [])
    expect(targets.length).toBeGreaterThan(50)
    expect(ids).toEqual(expect.arrayContaining(targets))
  })

  test('has examples that a reader can follow, and none for what is written', () => {
    const examples = elementsOf(page, 'a').filter(({ text }) => text.startsWith('https://annals.example/'))
    expect(examples.map(({ attributes }) => attributes.href)).toEqual(
      expect.arrayContaining([
        '/v1/events?from=2004-07',
        '/v1/on-this-day/07-14?order=desc',
        '/v1/facets/tag?from=2004-07',
      ]),
    )
    expect(withId('putEvent').text).not.toContain('Example')
  })

  test('says in Korean that it is in English, and marks that it is', () => {
    const korean = parseHtml(referencePage(openApi, aSetting({ language: 'ko' })))
    expect(korean.text).toContain('아래 설명은 영어로 되어 있습니다.')
    expect(elementsOf(korean, 'div').find(({ attributes }) => attributes.class === 'reference')!.attributes.lang).toBe(
      'en',
    )
  })
})
