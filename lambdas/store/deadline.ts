/** By when a store must have answered: set once for a request, and kept by every call beneath it, however many there are. */
import { AsyncLocalStorage } from 'node:async_hooks'

const deadlines = new AsyncLocalStorage<AbortSignal>()

/**
 * Does `work`, in which no call to a store lasts beyond `milliseconds` from now: what is under way then, and what is begun later, fails.
 * @throws {StoreUnavailable} from within `work`
 */
export const withDeadline = <T>(milliseconds: number, work: () => T): T =>
  deadlines.run(AbortSignal.timeout(Math.max(0, milliseconds)), work)

/** For adapters: aborts at the deadline; absent where nobody waits. */
export const deadline = (): AbortSignal | undefined => deadlines.getStore()
