/** The part of npm `edtf`, which ships no types, that tests use as an oracle. */
declare module 'edtf' {
  /** 0 where the qualifier is absent. */
  interface Qualifier {
    value: number
  }
  export interface ExtDate {
    type: 'Date'
    /** First and last possible millisecond of the Unix epoch. */
    min: number
    max: number
    /** 1 year, 2 month, 3 day. */
    precision: 1 | 2 | 3
    approximate: Qualifier
    uncertain: Qualifier
  }
  export interface Interval {
    type: 'Interval'
    min: number
    max: number
    lower: ExtDate
    upper: ExtDate
  }
  /** @throws {Error} when `text` is not EDTF of `level` */
  export default function edtf(text: string, options: { level: number }): ExtDate | Interval
}
