/** Types for the part of npm `autocannon` that we use; the package has none. */
declare module 'autocannon' {
  interface Options {
    url: string
    connections: number
    /** Seconds. */
    duration: number
    /** Each connection sends them in turn. */
    requests: { path: string; headers?: Record<string, string> }[]
  }
  interface Result {
    /** Number of responses per status class. */
    '2xx': number
    non2xx: number
    errors: number
    /** Actual duration in seconds. */
    duration: number
    latency: { p50: number; p99: number }
  }
  export default function autocannon(options: Options): Promise<Result>
}
