/** Measures functions against each other in one process: how long a call takes, and how much it allocates. */
import { Session } from 'node:inspector/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { median } from './median.ts'

/** Makes a text; what it costs is measured. */
export type Run = () => string

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as (options: { type: 'minor' | 'major' }) => void

/**
 * A concatenated text is a tree of parts until someone reads it. Whoever sends it reads it, so that this belongs to making it;
 * reading one character makes V8 lay the whole text out.
 */
const laidOut = (text: string): number => text.charCodeAt(text.length - 1)

/**
 * Median times of a call in milliseconds, in the order of `runs`. They take turns, so that whatever else the machine does meets all alike,
 * and before each turn young garbage is collected, so that none pays for another's; collecting all of it would throw away compiled code too.
 * @param rounds turns of each
 * @param calls calls in a turn, for what is too short to measure once
 */
export function times(runs: readonly Run[], rounds: number, calls: number): number[] {
  const taken = runs.map((): number[] => [])
  let read = 0
  for (let round = -2; round < rounds; round++)
    for (const [index, run] of runs.entries()) {
      collect({ type: 'minor' })
      const start = performance.now()
      for (let call = 0; call < calls; call++) read += laidOut(run())
      // The first turns warm up.
      if (round >= 0) taken[index]!.push((performance.now() - start) / calls)
    }
  // Without this, the compiler may find that nobody needs the texts.
  if (Number.isNaN(read)) throw new Error('A text is empty')
  return taken.map(median)
}

interface AllocationNode {
  selfSize: number
  children: AllocationNode[]
}

const sizeOf = ({ selfSize, children }: AllocationNode): number =>
  children.reduce((size, child) => size + sizeOf(child), selfSize)

/** Bytes that a call allocates on the heap, also of what is collected meanwhile: an estimate, from V8's sampling profiler. */
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
