/** Prompts at the terminal. */
import { createInterface } from 'node:readline'
import type { Terminal } from './terminal.ts'

/**
 * Asks questions one after the other, on one reader, because each line of piped input may answer the next.
 * @param use receives a function that asks, and returns the trimmed answer, or undefined if the input has ended
 */
export async function asking<T>(
  { stdin, stdout }: Terminal,
  use: (ask: (question: string) => Promise<string | undefined>) => Promise<T>,
): Promise<T> {
  const reader = createInterface({ input: stdin })
  const lines = reader[Symbol.asyncIterator]()
  try {
    return await use(async question => {
      stdout.write(question)
      const { value, done } = await lines.next()
      // Piped input has no echoed line break.
      if (!stdin.isTTY) stdout.write('\n')
      return done ? undefined : value.trim()
    })
  } finally {
    reader.close()
  }
}

export const ask = (question: string, terminal: Terminal): Promise<string | undefined> =>
  asking(terminal, put => put(question))
