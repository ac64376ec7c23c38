/** Sparse fieldsets: a part of an event, for those who need no more. */
import type { EventView } from '../domain/view-schema.ts'

export type EventField = keyof EventView

/** Said once more, for types alone are left of the schema where requests are answered; the compiler holds it to them. */
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
  createdAt: true,
  updatedAt: true,
  revision: true,
}

/** The fields of an event, in their order. */
export const EVENT_FIELDS = Object.keys(FIELDS) as readonly EventField[]

/** The fields of `view` called `fields`, in the order that the view has them in. */
export function selectFields(view: EventView, fields: readonly EventField[]): Partial<EventView> {
  const selected = new Set<string>(fields)
  return Object.fromEntries(Object.entries(view).filter(([name]) => selected.has(name)))
}
