/** The command line of `annals`, made of the commands in `commands.ts`. */
import { Command, CommanderError } from '@commander-js/extra-typings'
import { InvalidData } from '../../lambdas/data/finding.ts'
import manifest from '../../package.json' with { type: 'json' }
import { OperatorError } from '../operator-error.ts'
import { COMMANDS } from './commands.ts'
import type { Terminal } from './terminal.ts'

/** Runs the command that `args` names. @throws {OperatorError} for errors that the user can fix, such as an unknown command or option */
export async function annals(args: readonly string[], terminal: Terminal): Promise<void> {
  const words = args.length === 0 ? ['--help'] : args
  const program = new Command('annals')
    .description('Keeps a timeline of dated, sourced events: checks it, serves it and deploys it.')
    .version(manifest.version)
    .configureOutput({ writeOut: text => void terminal.stdout.write(text), outputError: () => {} })
    .exitOverride()
  for (const [name, [summary, load]] of Object.entries(COMMANDS)) {
    if (!words.includes(name)) {
      program.command(name).summary(summary)
      continue
    }
    const { define } = await load()
    program.addCommand(define(terminal).name(name).summary(summary).copyInheritedSettings(program))
  }
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (error instanceof InvalidData) throw new OperatorError(error.message)
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) throw new OperatorError(inOneLine(error, words))
  }
}

/** Commander's message, with its suggestion or else with the way to the help text. */
function inOneLine({ message }: CommanderError, [name = '']: readonly string[]): string {
  const text = message
    .replace(/^error: /, '')
    .replace('\n', ' ')
    .replace(/\.$/, '')
  const help = Object.hasOwn(COMMANDS, name) ? `annals ${name} --help` : 'annals --help'
  return text.includes('(Did you mean') ? text : `${text}; ${help} shows what there is`
}
