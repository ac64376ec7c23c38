/**
 * Derives the fields of an event, in order, from its schema. `npm run generate` writes them to `event-shape.json`, so request handlers need
 * not load the schema.
 */

/** A plain value, a text in each language, a list, or an object with ordered fields. A term is a plain value: its id. */
export type Shape = 'value' | 'text' | readonly [Shape] | { readonly [field: string]: Shape }

/** The JSON Schema keywords that determine a shape. */
interface Keywords {
  properties?: Record<string, object>
  patternProperties?: object
  items?: object
}

/** @param schema JSON Schema of an event or of one of its parts */
export function shapeOf(schema: object): Shape {
  const { properties, patternProperties, items }: Keywords = schema
  if (properties) return Object.fromEntries(Object.entries(properties).map(([field, part]) => [field, shapeOf(part)]))
  if (patternProperties) return 'text'
  return items ? [shapeOf(items)] : 'value'
}
