/** A seeded random generator: the same seed gives the same timeline. Pure. */

export interface Chance {
  /** From 0 (inclusive) to 1 (exclusive). */
  number(): number
  /** An integer from `low` to `high`, inclusive. */
  between(low: number, high: number): number
  /** True with this probability. */
  happens(share: number): boolean
}

/** Mulberry32: 32 bits of state suffice where nothing must be unpredictable. @param seed an integer */
export function seededRandom(seed: number): Chance {
  let state = seed | 0
  const number = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    number,
    between: (low, high) => low + Math.floor(number() * (high - low + 1)),
    happens: share => number() < share,
  }
}

/** A weighted choice. */
export type Draw = (chance: Chance) => number

/** Draws an index of `weights`. */
export function weighted(weights: readonly number[]): Draw {
  let sum = 0
  const bounds = weights.map(weight => (sum += weight))
  return chance => {
    const point = chance.number() * sum
    let [low, high] = [0, bounds.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (point < bounds[middle]!) high = middle
      else low = middle + 1
    }
    return low
  }
}

/** Draws from 0 to `size - 1` by Zipf's law, as words and names are distributed. */
export const zipf = (size: number): Draw => weighted(Array.from({ length: size }, (_, index) => 1 / (index + 1)))
