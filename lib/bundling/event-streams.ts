/**
 * Stands in for `@smithy/core/event-streams` in the bundles: the SDK loads it once an operation streams events, and none that a function
 * calls does. Without these names, which the SDK expects, its loading fails.
 */

function unavailable(): never {
  throw new Error('Event streams are left out of the bundle: see lib/bundling/event-streams.ts')
}

export const EventStreamSerde = unavailable
export const eventStreamSerdeProvider = unavailable
