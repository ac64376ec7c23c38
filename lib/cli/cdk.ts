/** Validates the settings of a deployment and runs the project's cdk. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Option } from '@commander-js/extra-typings'
import { OperatorError } from '../operator-error.ts'
import { SETTINGS, STACK_NAME } from '../stack/settings.ts'
import type { Terminal } from './terminal.ts'

/** For commands that work on AWS only. */
export const STACK_SETTING = new Option(
  '--stack <name>',
  `stack on AWS; otherwise the one in cdk.context.json, or ${STACK_NAME}`,
)
export const DATA_SETTING = new Option('--data <folder>', 'data folder; otherwise the one in cdk.context.json, or data')
export const CONTEXT = new Option('-c, --context <name=value>', 'a setting of this deployment; may be repeated')
  .default([] as string[], 'none')
  .argParser((pair: string, pairs: string[]) => [...pairs, pair])

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
  .map(([name, { meaning }]) => `  ${name.padEnd(14)}  ${meaning}`)
  .join('\n')

/** Settings stored in the project. `cdk.json` overrides `cdk.context.json`; the command line overrides both. */
export async function settingsOnDisk({ cwd }: Pick<Terminal, 'cwd'>): Promise<Record<string, unknown>> {
  const contextOf = async (file: string) => {
    const text = await readFile(join(cwd, file), 'utf8').catch(() => '{}')
    try {
      return JSON.parse(text)
    } catch {
      throw new OperatorError(`${file} is not JSON`)
    }
  }
  return { ...(await contextOf('cdk.context.json')), ...(await contextOf('cdk.json')).context }
}

export interface CdkCall {
  action: 'deploy' | 'diff' | 'destroy'
  stack: string
  context: Record<string, string>
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

function cdkScript(folder: string): string {
  try {
    return createRequire(join(folder, 'package.json')).resolve('aws-cdk/bin/cdk')
  } catch {
    throw new OperatorError('cdk is not installed here: run npm install aws-cdk, or npm ci without --omit=dev')
  }
}

/**
 * Runs the cdk of the current folder, with the app in its `cdk.json`. Runs its script, because npm's `cdk` is a .cmd file on Windows.
 * @throws {OperatorError} if cdk is missing or fails
 */
export async function runCdk(
  call: CdkCall,
  { run, cwd }: Pick<Terminal, 'run' | 'cwd'>,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { code, signal } = await run(process.execPath, [cdkScript(cwd), ...cdkArguments(call)], { cwd, env })
  if (code !== 0)
    throw new OperatorError(`cdk ${call.action} failed with ${signal ?? `exit code ${code}`}; its output is above`)
}
