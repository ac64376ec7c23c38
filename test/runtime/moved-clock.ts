/**
 * Loaded before a function, for tests that let time pass: its clock is ahead by the seconds that stand in the file `ANNALS_CLOCK`, or stands
 * at the time there.
 */
import { readFileSync } from 'node:fs'

const clock = Date.now

Date.now = () => {
  const said = readFileSync(process.env.ANNALS_CLOCK!, 'utf8')
  return said.startsWith('at ') ? Number(said.slice(3)) : clock() + Number(said) * 1000
}
