/** Loaded before a function, for tests that let time pass: its clock is ahead by the seconds that stand in the file `ANNALS_CLOCK`. */
import { readFileSync } from 'node:fs'

const clock = Date.now

Date.now = () => clock() + Number(readFileSync(process.env.ANNALS_CLOCK!, 'utf8')) * 1000
