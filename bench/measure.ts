/** Compares functions in one process: the time of a call and its allocations. */
import { Session } from 'node:inspector/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { median } from './median.ts'

/** Produces a text; the cost of the call is measured. */
export type Run = () => string

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as (options: { type: 'minor' | 'major' }) => void

/**
 * V8 keeps a concatenated string as a tree until it is read. Sending it requires a flat string, so flattening counts;
 * reading one character flattens the whole string.
 */
const laidOut = (text: string): number => text.charCodeAt(text.length - 1)

/**
 * Median times of a call in milliseconds, in the order of `runs`. They take turns, so that other load on the machine affects all of them,
 * and young garbage is collected before each turn, so that none pays for another's. A full collection would discard compiled code too.
 * @param rounds number of turns
 * @param calls calls per turn, for calls that are too short to time alone
 */
export function times(runs: readonly Run[], rounds: number, calls: number): number[] {
  const taken = runs.map((): number[] => [])
  let read = 0
  for (let round = -2; round < rounds; round++)
    for (const [index, run] of runs.entries()) {
      collect({ type: 'minor' })
      const start = performance.now()
      for (let call = 0; call < calls; call++) read += laidOut(run())
      // The first turns are warm-up.
      if (round >= 0) taken[index]!.push((performance.now() - start) / calls)
    }
  // Prevents the compiler from eliminating unused texts.
  if (Number.isNaN(read)) throw new Error('A text is empty')
  return taken.map(median)
}

interface AllocationNode {
  selfSize: number
  children: AllocationNode[]
}

const sizeOf = ({ selfSize, children }: AllocationNode): number =>
  children.reduce((size, child) => size + sizeOf(child), selfSize)

/** Bytes that a call allocates on the heap, including what is collected meanwhile, as V8's sampling profiler estimates them. */
export async function allocation(run: Run, calls: number): Promise<number> {
  const session = new Session()
  session.connect()
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: 16_384,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  })
  let read = 0
  for (let call = 0; call < calls; call++) read += laidOut(run())
  const { profile } = await session.post('HeapProfiler.stopSampling')
  session.disconnect()
  if (Number.isNaN(read)) throw new Error('A text is empty')
  return sizeOf(profile.head) / calls
}
