/** Announces on standard output, for a laptop. */
import type { Announcer } from './announcer.ts'

export const printingAnnouncer = (): Announcer => ({
  async announce({ text }) {
    process.stdout.write(`${text}\n`)
  },
})
