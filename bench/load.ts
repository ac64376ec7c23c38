/** Asks a server for as much as it can give, from a process of its own, for `bench/host-measurement.ts`: options as JSON go in, and what came of it comes out. */
import autocannon from 'autocannon'

console.log(JSON.stringify(await autocannon(JSON.parse(process.argv[2]!))))
