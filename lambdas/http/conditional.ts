/** Conditional GET (RFC 9110 §13) from inputs: the validator is known before anything is read but the head, or rendered. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../domain/canonical-json.ts'
import { SETTLING_SECONDS } from '../store/event-store.ts'
import type { AnyCall } from './call.ts'

/** The strong validator of the answer to `call`, from everything that the answer depends on; the order of the query does not matter. */
export function entityTag(call: AnyCall, build: string): string {
  const { route, rawPath, parameters, today, now } = call
  const inputs = {
    build,
    publicUrl: call.setting.publicUrl,
    path: rawPath,
    parameters,
    ...(route.dependsOn.includes('today') && { today }),
    ...(route.dependsOn.includes('version') && {
      version: call.head.version,
      // What is answered while the store settles gets a validator of its own, so that no client holds on to it afterwards.
      settling: (Date.parse(now) - Date.parse(call.head.changedAt)) / 1000 < SETTLING_SECONDS,
    }),
  }
  return `"${createHash('sha256').update(canonicalJson(inputs)).digest('base64url').slice(0, 22)}"`
}

/** Whether an If-None-Match field names `entityTag`, by weak comparison: a compressing proxy marks the tag it passes on with `W/`. */
export function namesTag(field: string | undefined, entityTag: string): boolean {
  if (field === undefined) return false
  return field.split(',').some(each => each.trim().replace(/^W\//, '') === entityTag)
}

/** Whether an If-None-Match field stands for whatever there is; whether there is anything, only the handler knows. */
export const namesAny = (field: string | undefined): boolean => field?.trim() === '*'
