/** Shared by all programs: strict argument parsing, and errors as one readable line. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { OperatorError } from './operator-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/**
 * Parses `args` into the values of the options.
 * @throws {OperatorError} for an unknown option, a missing value, or a positional argument
 */
export function parseArguments<const O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    // The first sentence names the option; the rest is advice on escaping.
    throw new OperatorError(`${(error as Error).message.split('. ')[0]}; --help lists the options`)
  }
}

/** The message to print for an error, with its stack trace if `ANNALS_DEBUG` is set. Only an OperatorError may have several lines. */
export function errorMessage(error: unknown, env: NodeJS.ProcessEnv): string {
  if (error instanceof OperatorError) return error.message
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  if (env.ANNALS_DEBUG) return stack ?? message
  return `Unexpected ${name}: ${message.replaceAll(/\s+/g, ' ')} (ANNALS_DEBUG=1 shows where)`
}
