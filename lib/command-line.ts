/** What the commands share: arguments are read strictly, and a failure that a person can mend is told without a stack trace. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { OperatorError } from './operator-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/**
 * The values of the options, by name.
 * @throws {OperatorError} for an unknown option, one without its value, or an argument that is no option
 */
export function parseArguments<const O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    // The first sentence names the option; what follows is advice on escaping.
    throw new OperatorError(`${(error as Error).message.split('. ')[0]}; --help lists the options`)
  }
}

/** Runs a command: an OperatorError ends it with its message and exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
