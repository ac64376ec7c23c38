/** Runs the cdk command of this project, with arguments that are worked out before and can be shown. */
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
 * Settings from the command line, checked before anything is built.
 * @param pairs `name=value` each
 * @throws {OperatorError} for a setting there is none of, or a value that is not of its form: cdk would take any name and heed none
 */
export function readContext(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map(pair => {
      const [, name = pair, value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
      const setting = Object.entries(SETTINGS).find(([known]) => known === name)?.[1]
      if (setting === undefined)
        throw new OperatorError(
          `There is no setting "${name}"; allowed are ${Object.keys(SETTINGS).join(', ')}, as -c name=value`,
        )
      if (!setting.pattern.test(value)) throw new OperatorError(`-c ${name}="${value}": allowed is ${setting.allowed}`)
      return [name, value]
    }),
  )
}

/** The settings with their meaning, for a help text. */
export const SETTINGS_HELP = Object.entries(SETTINGS)
  .map(([name, { meaning }]) => `                       ${name.padEnd(15)}  ${meaning}`)
  .join('\n')

export interface CdkCall {
  action: 'deploy' | 'diff' | 'destroy'
  stack: string
  context: Record<string, string>
  /** Where cdk writes what the stack puts out. */
  outputsFile?: string
}

/** Nobody is asked by cdk: the commands have asked before they call it. */
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
 * Runs the cdk of this project at the terminal, from the project's folder: its script, because npm's `cdk` is a .cmd file on Windows.
 * @throws {OperatorError} if it is not there or fails
 */
export async function runCdk(call: CdkCall, { run, root }: Terminal, env: NodeJS.ProcessEnv): Promise<void> {
  const { code, signal } = await run(process.execPath, [cdkScript(root), ...cdkArguments(call)], { cwd: root, env })
  if (code !== 0)
    throw new OperatorError(`cdk ${call.action} ended with ${signal ?? `exit code ${code}`}: what it said is above`)
}
