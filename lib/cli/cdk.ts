/** Validates the settings of a deployment and runs the project's cdk. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { OperatorError } from '../operator-error.ts'
import { SETTINGS, STACK_NAME } from '../stack/settings.ts'
import type { Terminal } from './terminal.ts'

/** Options of the commands that run cdk. */
export const STACK_OPTIONS = {
  stack: { type: 'string', default: STACK_NAME },
  context: { type: 'string', short: 'c', multiple: true, default: [] as string[] },
} as const

/**
 * Parses settings from the command line.
 * @param pairs each of the form `name=value`
 * @throws {OperatorError} for an unknown setting or an invalid value; cdk itself would silently ignore them
 */
export function readContext(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map(pair => {
      const [, name = pair, value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
      const setting = Object.entries(SETTINGS).find(([known]) => known === name)?.[1]
      if (setting === undefined)
        throw new OperatorError(
          `There is no setting "${name}"; allowed: ${Object.keys(SETTINGS).join(', ')}, as -c name=value`,
        )
      if (!setting.pattern.test(value))
        throw new OperatorError(`-c ${name}="${value}" is invalid; allowed: ${setting.allowed}`)
      return [name, value]
    }),
  )
}

/** Names and meanings of the settings, for help texts. */
export const SETTINGS_HELP = Object.entries(SETTINGS)
  .map(([name, { meaning }]) => `                       ${name.padEnd(15)}  ${meaning}`)
  .join('\n')

export interface CdkCall {
  action: 'deploy' | 'diff' | 'destroy'
  stack: string
  context: Record<string, string>
  /** The file to which cdk writes the stack outputs. */
  outputsFile?: string
}

/** Disables cdk's own prompts, because the commands ask first. */
const UNASKED = { deploy: ['--require-approval', 'never'], diff: [], destroy: ['--force'] } as const

export const cdkArguments = ({ action, stack, context, outputsFile }: CdkCall): string[] => [
  action,
  stack,
  ...UNASKED[action],
  ...Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]),
  ...(outputsFile === undefined ? [] : ['--outputs-file', outputsFile]),
]

function cdkScript(root: string): string {
  try {
    return createRequire(join(root, 'package.json')).resolve('aws-cdk/bin/cdk')
  } catch {
    throw new OperatorError('cdk is not installed: run npm ci without --omit=dev')
  }
}

/**
 * Runs cdk in the project folder. Runs its script, because npm's `cdk` is a .cmd file on Windows.
 * @throws {OperatorError} if cdk is missing or fails
 */
export async function runCdk(call: CdkCall, { run, root }: Terminal, env: NodeJS.ProcessEnv): Promise<void> {
  const { code, signal } = await run(process.execPath, [cdkScript(root), ...cdkArguments(call)], { cwd: root, env })
  if (code !== 0)
    throw new OperatorError(`cdk ${call.action} failed with ${signal ?? `exit code ${code}`}; its output is above`)
}
