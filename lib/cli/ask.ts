/** Prompts at the terminal. */
import { createInterface } from 'node:readline/promises'
import type { Terminal } from './terminal.ts'

/** The trimmed answer, or undefined if the input ends first. */
export async function ask(question: string, { stdin, stdout }: Terminal): Promise<string | undefined> {
  const reader = createInterface({ input: stdin, output: stdout })
  // The last line and the end of the input may arrive together. Deferring lets the line win.
  const ended = new Promise<undefined>(resolve => reader.once('close', () => setImmediate(() => resolve(undefined))))
  try {
    return await Promise.race([reader.question(question).then(answer => answer.trim()), ended])
  } finally {
    reader.close()
    // Piped input has no echoed line break.
    if (!stdin.isTTY) stdout.write('\n')
  }
}
