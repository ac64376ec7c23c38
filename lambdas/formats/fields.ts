/** The fields of an event, and their columns in CSV. Pure. */
import type { EventView } from '../domain/view-schema.ts'

export type EventField = keyof EventView

export type Cell = string | number | boolean | null | undefined

type Columns = Record<string, (event: EventView) => Cell>

/** Joins a list into one cell. Ids contain neither semicolons nor spaces, so a list of ids can be split again. */
const joinList = (parts: readonly string[]): string => parts.join('; ')

const ids = (terms: EventView['tags']): string => joinList(terms.map(({ id }) => id))
const names = (terms: EventView['tags']): string => joinList(terms.map(({ name }) => name))

/**
 * Columns by event field, in output order. Columns may be added at the end of a field; none may be removed or renamed. Status and
 * attribution follow the title, so that a claim does not read as a fact.
 */
export const COLUMNS: Record<EventField, Columns> = {
  id: { id: ({ id }) => id },
  date: {
    date: ({ date }) => date.edtf,
    start: ({ date }) => date.start,
    end: ({ date }) => date.end,
    precision: ({ date }) => date.precision,
    approximate: ({ date }) => date.approximate,
    uncertain: ({ date }) => date.uncertain,
    dateText: ({ date }) => date.text,
  },
  title: { title: ({ title }) => title },
  status: { status: ({ status }) => status },
  attribution: { attribution: ({ attribution }) => attribution },
  summary: { summary: ({ summary }) => summary },
  note: { note: ({ note }) => note },
  category: { categoryId: ({ category }) => category.id, category: ({ category }) => category.name },
  tags: { tagIds: ({ tags }) => ids(tags), tags: ({ tags }) => names(tags) },
  actors: { actorIds: ({ actors }) => ids(actors), actors: ({ actors }) => names(actors) },
  places: { placeIds: ({ places }) => ids(places), places: ({ places }) => names(places) },
  significance: { significance: ({ significance }) => significance },
  figures: {
    figures: ({ figures }) => joinList(figures.map(({ label, value, unit }) => `${label}: ${value} ${unit.name}`)),
  },
  observance: {
    observedSince: ({ observance }) => observance?.since,
    observance: ({ observance }) => observance?.name,
  },
  related: { related: ({ related }) => joinList(related) },
  sources: {
    sources: ({ sources }) =>
      joinList(sources.map(({ title, publisher, url, reference }) => `${title} (${publisher}): ${url ?? reference}`)),
  },
  url: { url: ({ url }) => url },
  language: { language: ({ language }) => language },
  untranslated: { untranslated: ({ untranslated }) => joinList(untranslated) },
  languages: { languages: ({ languages }) => joinList(Object.entries(languages).map(each => each.join(': '))) },
  createdAt: { createdAt: ({ createdAt }) => createdAt },
  updatedAt: { updatedAt: ({ updatedAt }) => updatedAt },
  revision: { revision: ({ revision }) => revision },
  image: {
    image: ({ image }) => image?.url,
    imageAlt: ({ image }) => image?.alt,
    imageCredit: ({ image }) => image && [image.credit, image.licence?.name].filter(Boolean).join(', '),
    imageSource: ({ image }) => image?.source,
  },
}

/** All fields. The compiler checks that none is missing, so request handlers need not load the schema. */
export const EVENT_FIELDS = Object.keys(COLUMNS) as readonly EventField[]

/** The requested fields, in the order of `view`. */
export function selectFields(view: EventView, fields: readonly EventField[]): Partial<EventView> {
  const selected = new Set<string>(fields)
  return Object.fromEntries(Object.entries(view).filter(([name]) => selected.has(name)))
}
