/** The words that pages and feeds say, to find those of another language. */
import { phrasesOf } from '../../lambdas/domain/language.ts'
import { formats } from '../../lambdas/domain/phrases/formats.ts'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import { parseHtml } from './html-tree.ts'
import type { HttpAnswer } from './http-client.ts'
import type { Element } from './xml-tree.ts'

/** Attributes that people read or hear. */
const SPOKEN = ['aria-label', 'placeholder', 'title', 'alt', 'content', 'data-copied', 'data-count']

/** Words of a page in its own language: not of elements in another, nor of scripts. */
function wordsOf({ name, attributes, text, children }: Element, language: string): string {
  if (name === 'script' || name === 'style' || name === 'code') return ''
  if (attributes.lang !== undefined && attributes.lang !== language) return ''
  const said =
    name === 'meta' && !/description|title|site_name/.test(attributes.name ?? attributes.property ?? '') ? [] : SPOKEN
  const own = children.reduce((rest, child) => rest.replace(child.text, ' '), text)
  return [own, ...said.map(each => attributes[each] ?? ''), ...children.map(child => wordsOf(child, language))].join(
    ' ',
  )
}

/** The strings of `value`, but not those for programs. */
const stringsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : Object.entries(value ?? {}).flatMap(([key, each]) =>
        ['_annals', 'language'].includes(key) ? [] : stringsOf(each),
      )

/** Words of a feed or calendar, without its elements, properties and addresses. */
function wordsOfFeed(body: string, type: string): string {
  const text = type.includes('json')
    ? stringsOf(JSON.parse(body)).join(' ')
    : type.includes('calendar')
      ? body
          .replace(/\r\n /g, '')
          .replace(/^(?!SUMMARY|DESCRIPTION|CATEGORIES|NAME|X-WR-CAL(NAME|DESC)).*$/gm, '')
          .replace(/^[A-Z-]+[^:\n]*:/gm, ' ')
          .replaceAll('\\n', ' ')
      : body.replace(/<(generator|id|language|pubDate|lastBuildDate)\b[^>]*>[^<]*/g, ' ')
  return text.replace(/<[^>]*>/g, ' ')
}

const latinWords = (text: string): string[] =>
  text.match(/\p{Script=Latin}{2,}/gu)?.map(word => word.toLowerCase()) ?? []

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [value(...Array.from({ length: value.length }, () => 2))]
  return Object.values(value as object).flatMap(textsOf)
}

const interfaceWords = (language: string): Set<string> => {
  const formatNames = ['locale', ...Object.keys(formats(language))]
  const phrases = Object.fromEntries(
    Object.entries(phrasesOf(language)).filter(([name]) => !formatNames.includes(name)),
  )
  return new Set(textsOf(phrases).flatMap(latinWords))
}

/** Names, a French word of the data, and places for numbers. */
const NAMES = [
  ...['feedly', 'netnewswire', 'thunderbird', 'google', 'apple', 'outlook'],
  'an',
  'shown',
  'total',
  'museum',
  'rss',
  'atom',
  'opml',
  'csv',
  'html',
  'svg',
  'png',
  'natural',
  'earth',
  'json',
  'api',
  'annals',
  'openapi',
  'mit',
  'icalendar',
  'bibtex',
  'ris',
  'csl',
  'feed',
]
const englishOnly = [...interfaceWords('en')].filter(word => !interfaceWords('fr').has(word) && !NAMES.includes(word))

const examples = (values: Record<string, string>): string[] =>
  ENDPOINTS.filter(
    ({ representation, path }) => representation === 'html' && !/^\/(\{language\}|docs|embed)/.test(path),
  ).map(({ path }) =>
    path.replace(/\{(\w+)\}/g, (_, name) => {
      if (values[name] === undefined) throw new Error(`There is no example of {${name}}`)
      return values[name]
    }),
  )

const FEEDS = ENDPOINTS.filter(({ feed }) => feed !== undefined).map(({ path }) => path)

interface Document {
  address: string
  words: string
}

type Get = (address: string) => Promise<HttpAnswer>

/**
 * The words of every kind of page and of every feed in a language.
 * @param get asks for an address
 * @param values of the parameters in paths, and `q` for a search; the id of an event is no word
 */
async function documentsOf(get: Get, language: string, values: Record<string, string>): Promise<Document[]> {
  // An error page names the id, and searches for its words.
  const idWords = new RegExp(values.id!.replaceAll('-', '[- ]'), 'g')
  const pages = [...examples(values), `/search?q=${encodeURIComponent(values.q!)}`, '/0', '/timeline?from=9999']
  const found = [...pages, ...FEEDS.map(path => `${path}?lang=${language}`)].map(async address => {
    const { text, headers } = await get(address)
    const type = headers['content-type'] ?? ''
    const words = type.startsWith('text/html') ? wordsOf(parseHtml(text), language) : wordsOfFeed(text, type)
    return { address, words: words.replace(/\S+:\/\/\S+|urn:\S+/g, ' ').replaceAll(idWords, ' ') }
  })
  const documents = await Promise.all(found)
  const empty = documents.filter(({ words }) => words.trim() === '')
  if (empty.length > 0) throw new Error(`There are no words at ${empty.map(({ address }) => address).join(', ')}`)
  return documents
}

const wordsIn = (documents: readonly Document[], isFound: (word: string) => boolean): string[] =>
  documents.flatMap(({ address, words }) =>
    latinWords(words)
      .filter(isFound)
      .map(word => `${address}: ${word}`),
  )

/** Words of the English interface that the French one does not have, with the address of each. */
export async function englishWords(get: Get, values: Record<string, string>): Promise<string[]> {
  if (englishOnly.length < 200) throw new Error('There are too few English words to look for')
  return wordsIn(await documentsOf(get, 'fr', values), word => englishOnly.includes(word))
}

/** Words in Latin letters on the pages and in the feeds of a Korean timeline, except names. */
export const latinWordsInKorean = async (get: Get, values: Record<string, string>): Promise<string[]> =>
  wordsIn(await documentsOf(get, 'ko', values), word => !NAMES.includes(word))
