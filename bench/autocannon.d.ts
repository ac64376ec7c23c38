/** The part of npm `autocannon`, which ships no types, that measures the local host. */
declare module 'autocannon' {
  interface Options {
    url: string
    connections: number
    /** Seconds. */
    duration: number
    /** Sent in turn by each connection. */
    requests: { path: string; headers?: Record<string, string> }[]
  }
  interface Result {
    /** Answers by the class of their status. */
    '2xx': number
    non2xx: number
    errors: number
    /** Seconds that it really took. */
    duration: number
    latency: { p50: number; p99: number }
  }
  export default function autocannon(options: Options): Promise<Result>
}
