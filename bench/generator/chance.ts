/** Chance that is the same for the same seed: what is made up can be made up again. Pure. */

export interface Chance {
  /** From 0 up to, and without, 1. */
  number(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** Whether something happens that does so in this share of all cases. */
  happens(share: number): boolean
}

/** Mulberry32: 32 bits of state, which is plenty for what need not withstand anybody. @param seed a whole number */
export function chanceOf(seed: number): Chance {
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

/** One of several outcomes, each as often as its weight says. */
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

/** Draws from 0 to `size - 1` by Zipf's law: the n-th half as often as the one in half its place, as words and names are. */
export const zipf = (size: number): Draw => weighted(Array.from({ length: size }, (_, index) => 1 / (index + 1)))
