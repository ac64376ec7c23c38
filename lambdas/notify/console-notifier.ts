/** Prints announcements to the terminal when running locally. */
import type { Notifier } from './notifier.ts'

export const consoleNotifier = (print: (text: string) => void): Notifier => ({
  async notify({ text }) {
    print(text)
  },
})
