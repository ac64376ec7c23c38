/**
 * The fields of an event in their order, derived from its schema. They are written to `event-shape.json` by `npm run generate`, because
 * nothing that answers requests loads the schema.
 */

/** A value, a text in each language, a list, or fields in their order. A term counts as a value: its id. */
export type Shape = 'value' | 'text' | readonly [Shape] | { readonly [field: string]: Shape }

/** The keywords of JSON Schema that a shape depends on. */
interface Keywords {
  properties?: Record<string, object>
  patternProperties?: object
  items?: object
}

/** @param schema JSON Schema of an event or of a part of one */
export function shapeOf(schema: object): Shape {
  const { properties, patternProperties, items }: Keywords = schema
  if (properties) return Object.fromEntries(Object.entries(properties).map(([field, part]) => [field, shapeOf(part)]))
  if (patternProperties) return 'text'
  return items ? [shapeOf(items)] : 'value'
}
