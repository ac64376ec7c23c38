/** What every program shares: arguments are read strictly, and an error is one line that a person can read. */
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

/**
 * What a person is shown of an error: never a stack, unless `ANNALS_DEBUG` asks for it. Only an OperatorError may have several lines, one
 * for each mistake.
 */
export function errorMessage(error: unknown, env: NodeJS.ProcessEnv): string {
  if (error instanceof OperatorError) return error.message
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  if (env.ANNALS_DEBUG) return stack ?? message
  return `Unexpected ${name}: ${message.replaceAll(/\s+/g, ' ')} (ANNALS_DEBUG=1 shows where)`
}

/** Runs a program: an error ends it with its message and exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(errorMessage(error, process.env))
    process.exitCode = 1
  }
}
