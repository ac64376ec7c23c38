/** Asks the person at the terminal. */
import { createInterface } from 'node:readline/promises'
import type { Terminal } from './terminal.ts'

/** What is answered, without the space around it; nothing when the input ends without an answer. */
export async function ask(question: string, { stdin, stdout }: Terminal): Promise<string | undefined> {
  const reader = createInterface({ input: stdin, output: stdout })
  // The last line and the end of the input may come at once: the line goes first.
  const ended = new Promise<undefined>(resolve => reader.once('close', () => setImmediate(() => resolve(undefined))))
  try {
    return await Promise.race([reader.question(question).then(answer => answer.trim()), ended])
  } finally {
    reader.close()
    // At a terminal, whoever answers ends the line.
    if (!stdin.isTTY) stdout.write('\n')
  }
}
