/** The deadline of a request, which all store calls within it share. */
import { AsyncLocalStorage } from 'node:async_hooks'

const deadlines = new AsyncLocalStorage<AbortSignal>()

/** Runs `work` with a deadline `milliseconds` from now, after which store calls fail with `StoreUnavailable`. */
export const withDeadline = <T>(milliseconds: number, work: () => T): T =>
  deadlines.run(AbortSignal.timeout(Math.max(0, milliseconds)), work)

/** For adapters: a signal that aborts at the deadline; `undefined` if there is none. */
export const deadline = (): AbortSignal | undefined => deadlines.getStore()
