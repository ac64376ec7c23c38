/** Announces to the person at the terminal, for a laptop. */
import type { Announcer } from './announcer.ts'

export const printingAnnouncer = (print: (text: string) => void): Announcer => ({
  async announce({ text }) {
    print(text)
  },
})
