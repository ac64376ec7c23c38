/** Asks the person at the terminal. */
import { createInterface } from 'node:readline/promises'

/** What is answered, without the space around it; nothing when the input ends without an answer. */
export async function ask(question: string): Promise<string | undefined> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const ended = new Promise<undefined>(resolve => terminal.once('close', () => resolve(undefined)))
  try {
    return await Promise.race([terminal.question(question).then(answer => answer.trim()), ended])
  } finally {
    terminal.close()
    // At a terminal, whoever answers ends the line.
    if (!process.stdin.isTTY) process.stdout.write('\n')
  }
}
