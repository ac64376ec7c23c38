/** Sparse fieldsets: a part of an event, for those who need no more. */
import type { EventView } from '../domain/view-schema.ts'
import names from './event-fields.json' with { type: 'json' }

export type EventField = keyof EventView

/**
 * The fields of an event, in their order. The file is generated from the schema, which itself is not loaded where requests are answered.
 */
export const EVENT_FIELDS = names as readonly EventField[]

/** The fields of `view` called `fields`, in the order that the view has them in. */
export function selectFields(view: EventView, fields: readonly EventField[]): Partial<EventView> {
  const selected = new Set<string>(fields)
  return Object.fromEntries(Object.entries(view).filter(([name]) => selected.has(name)))
}
