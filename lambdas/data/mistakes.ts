/** Mistakes that a timeline, an event and a series can have alike: in their fields, languages, terms, sources and dates. */
import type { Validator } from 'typebox/schema'
import type { Vocabularies } from '../domain/event.ts'
import { type HistoricalDate, InvalidDate, parseHistoricalDate } from '../domain/historical-date.ts'
import { type AuthoredEvent, type AuthoredTimeline, LANGUAGE } from '../domain/schema.ts'
import { type UnstorablePart, unstorableParts } from '../domain/storable.ts'
import { type Schema, schemaAt, schemaMistakes } from './explain.ts'
import type { Mistake, Path } from './finding.ts'
import { choice, orList } from './nearest.ts'

/** What a timeline declares; its vocabularies with ids for keys. What is absent could not be read, and is not checked against. */
export type Declared = Partial<Pick<AuthoredTimeline, 'languages' | 'published'> & Record<keyof Vocabularies, object>>

/** What a schema has against `value`, and those of its fields that keep to the schema: only these are checked further. */
export function fieldMistakes<T>(validator: Validator, value: unknown): { mistakes: Mistake[]; sound: Partial<T> } {
  const mistakes = schemaMistakes(validator, value)
  const inSchema = without(mistakes, value)
  // Not of the whole value, whose nesting has no bound.
  const unstorable = [...unstorableParts(inSchema)]
  return { mistakes: [...mistakes, ...unstorable.map(asMistake)], sound: without(unstorable, inSchema) as Partial<T> }
}

/** The fields of `value` in which there is no mistake. */
function without(mistakes: readonly { path: Path }[], value: unknown): object {
  if (mistakes.some(({ path }) => path.length === 0)) return {}
  const unsound = new Set(mistakes.map(({ path }) => path[0]))
  return Object.fromEntries(Object.entries(value as object).filter(([field]) => !unsound.has(field)))
}

const asMistake = ({ path, wrong, allowed }: UnstorablePart): Mistake => ({ path, wrong, allowed: () => allowed })

export function* termMistakes(
  timeline: Declared,
  vocabulary: keyof Vocabularies,
  path: Path,
  term: string | undefined,
): Generator<Mistake> {
  const declared = timeline[vocabulary]
  if (term === undefined || declared === undefined || Object.hasOwn(declared, term)) return
  yield {
    path,
    wrong: `"${term}" is not declared in the ${vocabulary} of timeline.yaml`,
    allowed: () => choice(term, Object.keys(declared)),
  }
}

export function* sourceMistakes(path: Path, sources: AuthoredEvent['sources'] = []): Generator<Mistake> {
  for (const [index, { title, language, published }] of sources.entries()) {
    yield* dateMistakes([...path, index, 'published'], published)
    if (language !== undefined && typeof title !== 'string')
      yield {
        path: [...path, index, 'language'],
        wrong: 'stands beside a description, which has languages of its own',
        allowed: () => 'a language only beside a title as published',
      }
  }
}

export function* dateMistakes(path: Path, edtf: string | undefined): Generator<Mistake> {
  const date = edtf === undefined ? undefined : readDate(edtf)
  if (date instanceof InvalidDate) yield { path, wrong: date.message, allowed: () => date.allowed }
}

export function readDate(edtf: string): HistoricalDate | InvalidDate {
  try {
    return parseHistoricalDate(edtf)
  } catch (error) {
    if (error instanceof InvalidDate) return error
    throw error
  }
}

/** Texts in languages that the timeline does not declare. A text that lacks a language is none: it is shown in another. */
export function* languageMistakes(
  schema: Schema,
  value: unknown,
  { languages }: Declared,
  path: Path = [],
): Generator<Mistake> {
  if (languages === undefined || typeof value !== 'object' || value === null) return
  const isText = schema.propertyNames?.pattern === LANGUAGE
  for (const [key, part] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key
    if (!isText) yield* languageMistakes(schemaAt(schema, step) ?? {}, part, { languages }, [...path, step])
    else if (!languages.includes(key))
      yield {
        path: [...path, key],
        wrong: 'is in a language that timeline.yaml does not declare',
        allowed: () => orList(languages),
      }
  }
}
