/** Sparse fieldsets: returns only the requested fields of an event. */
import type { EventView } from '../domain/view-schema.ts'

export type EventField = keyof EventView

/** Repeats the schema's field names, because request handlers import only its types. The compiler checks that the list is complete. */
const FIELDS: Record<EventField, true> = {
  id: true,
  url: true,
  date: true,
  title: true,
  summary: true,
  category: true,
  tags: true,
  actors: true,
  places: true,
  significance: true,
  status: true,
  attribution: true,
  note: true,
  figures: true,
  observance: true,
  related: true,
  sources: true,
  language: true,
  untranslated: true,
  languages: true,
  createdAt: true,
  updatedAt: true,
  revision: true,
}

/** All event fields, in order. */
export const EVENT_FIELDS = Object.keys(FIELDS) as readonly EventField[]

/** The requested fields, in the order of `view`. */
export function selectFields(view: EventView, fields: readonly EventField[]): Partial<EventView> {
  const selected = new Set<string>(fields)
  return Object.fromEntries(Object.entries(view).filter(([name]) => selected.has(name)))
}
