/** Converts a stored event back to the form an owner writes: ids for terms, texts in all languages. */
import type { Event, Term } from './event.ts'
import shape from './event-shape.json' with { type: 'json' }
import type { Shape } from './event-shape.ts'
import type { AuthoredEvent } from './schema.ts'
import type { Language, Text } from './text.ts'

/** Fields in schema order, texts in the given language order. Needed because DynamoDB does not keep the order of attributes. */
export const authoredEvent = (event: Event, languages: readonly Language[]): AuthoredEvent =>
  authored(event, shape as unknown as Shape, languages) as AuthoredEvent

function authored(value: unknown, shape: Shape, languages: readonly Language[]): unknown {
  if (shape === 'value') return isTerm(value) ? value.id : value
  if (shape === 'text') return typeof value === 'string' ? value : inOrder(value as Text, languages)
  if (Array.isArray(shape)) return (value as unknown[]).map(each => authored(each, shape[0], languages))
  const fields = value as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(shape)
      .filter(([field]) => fields[field] !== undefined)
      .map(([field, each]) => [field, authored(fields[field], each, languages)]),
  )
}

const isTerm = (value: unknown): value is Term => typeof value === 'object' && value !== null

function inOrder(text: Text, languages: readonly Language[]): Text {
  const order = [...languages, ...Object.keys(text).sort()].filter(language => Object.hasOwn(text, language))
  return Object.fromEntries(order.map(language => [language, text[language]!]))
}
