/** Puts a server under full load from a separate process, for `bench/host-measurement.ts`. Takes options as JSON and prints the result. */
import autocannon from 'autocannon'

console.log(JSON.stringify(await autocannon(JSON.parse(process.argv[2]!))))
