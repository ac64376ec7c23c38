/**
 * The search index of events as plain data: filled by the pipeline of the stack, and asked by the adapter beside this file.
 *
 * A document is the item of an event as the events table has it, under the event's id. A field that is not here is kept, and not searched.
 */

export const EVENT_INDEX = 'events'

/** What narrows a search and sorts what is found, by the names that the items have for it. */
export const FIELDS = { id: 'id', timeKey: 'timeKey', facets: 'facets' } as const

/** What is searched, with how much a word there tells: as much as in memory. In each, every language is a field of its own. */
export const TEXTS = [
  { field: 'event.title', weight: 8 },
  { field: 'event.category.name', weight: 4 },
  { field: 'event.tags.name', weight: 4 },
  { field: 'event.actors.name', weight: 4 },
  { field: 'event.places.name', weight: 4 },
  { field: 'event.summary', weight: 1 },
] as const

/** 33,000 is 33000 and U.S. is US, as they are in a query. */
const CHARACTER_FILTERS = {
  thousands: { type: 'pattern_replace', pattern: '(?<=[0-9]),(?=[0-9]{3}(?![0-9]))', replacement: '' },
  initials: { type: 'pattern_replace', pattern: '(?<=\\b[A-Za-z])\\.(?=[A-Za-z]\\b)', replacement: '' },
}

const analyzer = (tokenizer: string, filter: readonly string[]) => ({
  type: 'custom',
  char_filter: Object.keys(CHARACTER_FILTERS),
  tokenizer,
  filter,
})

/**
 * Nori parts a Korean noun from its particles by a dictionary. It and the rest come with every collection:
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-genref.html#serverless-plugins
 */
const ANALYZERS = {
  en: analyzer('standard', ['possessive', 'lowercase', 'asciifolding', 'stem']),
  ko: analyzer('nori_tokenizer', ['nori_part_of_speech', 'nori_readingform', 'lowercase', 'asciifolding']),
  other: analyzer('standard', ['lowercase', 'asciifolding']),
}

const text = (language: keyof typeof ANALYZERS) => ({ type: 'text', analyzer: language })
const keyword = { type: 'keyword' }

const inEveryLanguage = { dynamic: true, properties: { en: text('en'), ko: text('ko') } }
const term = { properties: { name: inEveryLanguage } }

/** A composable index template; to which index it applies, the pipeline knows. */
export const INDEX_TEMPLATE = {
  template: {
    settings: {
      analysis: {
        char_filter: CHARACTER_FILTERS,
        filter: {
          possessive: { type: 'stemmer', language: 'possessive_english' },
          stem: { type: 'stemmer', language: 'porter2' },
        },
        analyzer: ANALYZERS,
      },
    },
    mappings: {
      dynamic: false,
      dynamic_templates: [{ other: { match_mapping_type: 'string', mapping: text('other') } }],
      properties: {
        [FIELDS.id]: keyword,
        [FIELDS.timeKey]: keyword,
        [FIELDS.facets]: keyword,
        event: {
          properties: {
            title: inEveryLanguage,
            summary: inEveryLanguage,
            category: term,
            tags: term,
            actors: term,
            places: term,
          },
        },
      },
    },
  },
}
