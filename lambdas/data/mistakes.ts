/** Checks shared by timelines, events and series: fields, languages, terms, sources and dates. */
import type { Validator } from 'typebox/schema'
import type { Vocabularies } from '../domain/event.ts'
import type { MediaFile } from '../domain/media.ts'
import type { AuthoredEvent, AuthoredTimeline } from '../domain/schema.ts'
import { LANGUAGE } from '../domain/schema-parts.ts'
import { unstorableParts } from '../domain/storable.ts'
import { dateMistakes } from './date-mistakes.ts'
import { type Schema, schemaAt, schemaMistakes } from './explain.ts'
import { type Mistake, mistake, type Path } from './finding.ts'
import { choice, orList } from './nearest.ts'
import type { UnusableFile } from './read-media.ts'

/** Declarations of a timeline, with vocabularies as objects keyed by id. Unreadable declarations are absent and not checked against. */
export type Declared = Partial<
  Pick<AuthoredTimeline, 'languages' | 'published'> &
    Record<Exclude<keyof Vocabularies, 'media'>, object> & { media: Record<string, MediaFile | UnusableFile> }
>

/** Mistakes in `value`, and its fields without any. Only these are checked further. */
export function fieldMistakes<T>(validator: Validator, value: unknown): { mistakes: Mistake[]; valid: Partial<T> } {
  const mistakes = schemaMistakes(validator, value)
  const inSchema = without(mistakes, value)
  // Checks only the valid fields, because the schema bounds their depth.
  const unstorable = [...unstorableParts(inSchema)]
  return {
    mistakes: [...mistakes, ...unstorable.map(each => mistake(each.path, each.wrong, each.allowed))],
    valid: without(unstorable, inSchema) as Partial<T>,
  }
}

/** The fields of `value` without mistakes. */
function without(mistakes: readonly { path: Path }[], value: unknown): object {
  if (mistakes.some(({ path }) => path.length === 0)) return {}
  const invalid = new Set(mistakes.map(({ path }) => path[0]))
  return Object.fromEntries(Object.entries(value as object).filter(([field]) => !invalid.has(field)))
}

export function* termMistakes(
  timeline: Declared,
  vocabulary: Exclude<keyof Vocabularies, 'media'>,
  path: Path,
  term: string | undefined,
): Generator<Mistake> {
  const declared = timeline[vocabulary]
  if (term === undefined || declared === undefined || Object.hasOwn(declared, term)) return
  yield mistake(path, `"${term}" is not declared in the ${vocabulary} of timeline.yaml`, () =>
    choice(term, Object.keys(declared)),
  )
}

/** Finds a name of a file that is not in `media/`, or is there but cannot be shown. */
export function* mediaMistakes({ media }: Declared, path: Path, name: string | undefined): Generator<Mistake> {
  if (name === undefined || media === undefined) return
  const file = Object.hasOwn(media, name) ? media[name]! : undefined
  if (file === undefined)
    yield mistake(path, `"${name}" is not a file in media/ of the data folder`, () =>
      choice(
        name,
        Object.values(media).flatMap(each => ('wrong' in each ? [] : each.id)),
      ),
    )
  else if ('wrong' in file) yield mistake(path, `"${name}" ${file.wrong}`, file.allowed)
}

export function* sourceMistakes(path: Path, sources: AuthoredEvent['sources'] = []): Generator<Mistake> {
  for (const [index, { title, language, url, reference, published }] of sources.entries()) {
    if (url === undefined && reference === undefined)
      yield mistake(
        [...path, index],
        'has neither a url nor a reference',
        'a url, or a reference such as "Parish register of 1881, p. 12"',
      )
    if (url !== undefined && !URL.canParse(url))
      yield mistake([...path, index, 'url'], `"${url}" is not an address`, 'https://…')
    yield* dateMistakes([...path, index, 'published'], published)
    if (language !== undefined && typeof title !== 'string')
      yield mistake(
        [...path, index, 'language'],
        'is not allowed beside a translated title',
        'a language only beside a title that is a plain string',
      )
  }
}

/** Finds texts in undeclared languages. A missing translation is no mistake; another language is shown instead. */
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
      yield mistake([...path, key], 'is in a language that timeline.yaml does not declare', () => orList(languages))
  }
}
