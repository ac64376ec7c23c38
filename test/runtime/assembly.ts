/** The cloud assembly, which is all that a deployment takes: the bundles in it, and the environment that its template gives each function. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import { JOBS } from '../../lambdas/jobs/jobs.ts'
import { TABLE_VARIABLES, type TableName } from '../../lambdas/store/tables.ts'
import type { FunctionName } from '../../lib/stack/table-access.ts'
import { DATA_FOLDER } from '../support/data-folder.ts'
import type { Bundle } from './lambda.ts'

const ROOT = join(import.meta.dirname, '../..')
const STACK = 'Annals'

export interface DeployedFunction extends Bundle {
  /** As in the template, every reference resolved to some name. */
  environment: Record<string, string>
}

/** Every function of an endpoint or a job. */
export const FUNCTIONS = [
  ...new Set([...ENDPOINTS.map(route => route.function), ...Object.keys(JOBS)]),
] as FunctionName[]

/** The assembly that `set-up.ts` makes before any test. */
export function assemblyOfTests(): string {
  const folder = process.env.ANNALS_ASSEMBLY
  if (folder === undefined) throw new Error('There is no cloud assembly: run npm run test:runtime')
  return folder
}

/** Makes the cloud assembly in `folder`, as `cdk synth` does: by running the app with the context of `cdk.json`. */
export async function synthesize(folder: string): Promise<void> {
  const { context } = JSON.parse(await readFile(join(ROOT, 'cdk.json'), 'utf8'))
  await promisify(execFile)(process.execPath, ['bin/app.ts'], {
    cwd: ROOT,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify({ ...context, data: DATA_FOLDER }) },
  })
}

/** The functions of the cloud assembly in `folder`. @throws {Error} naming one that the template has not */
export async function deployedFunctions(folder: string): Promise<Record<FunctionName, DeployedFunction>> {
  const template = JSON.parse(await readFile(join(folder, `${STACK}.template.json`), 'utf8'))
  const resources = Object.entries<Resource>(template.Resources)
  const deployed = FUNCTIONS.map((name): [FunctionName, DeployedFunction] => {
    const isIt = ([id, { Type }]: [string, Resource]) =>
      Type === 'AWS::Lambda::Function' && id.startsWith(`${name}Function`)
    const [, resource] = resources.find(isIt) ?? []
    if (resource === undefined) throw new Error(`The template has no function ${name}`)
    const { Code, Handler, Timeout, Environment } = resource.Properties
    const asset = join(folder, `asset.${Code.S3Key.replace('.zip', '')}`)
    const variables = Object.entries(Environment.Variables).map(([variable, value]) => [
      variable,
      // Lambda unpacks the asset there.
      resolved(value).replace('/var/task', asset),
    ])
    const environment = Object.fromEntries(variables)
    return [name, { folder: asset, handler: Handler, timeoutSeconds: Timeout, environment }]
  })
  return Object.fromEntries(deployed) as Record<FunctionName, DeployedFunction>
}

/** What the tables are called, from the environments of the functions that use them. */
export function tableNames(functions: Record<FunctionName, DeployedFunction>): Record<TableName, string> {
  const names = Object.entries(TABLE_VARIABLES).map(([table, variable]) => {
    const given = Object.values(functions).flatMap(({ environment }) => environment[variable] ?? [])
    if (new Set(given).size !== 1) throw new Error(`${variable} is ${given.join(' and ') || 'given to no function'}`)
    return [table, given[0]]
  })
  return Object.fromEntries(names)
}

// biome-ignore lint/suspicious/noExplicitAny: a template is untyped JSON
type Json = any
type Resource = { Type: string; Properties: Json }

/** The parts of a template's language that environments use, with names in place of what only a deployment knows. */
function resolved(value: Json): string {
  if (typeof value === 'string') return value
  const [[operation, argument]] = Object.entries<Json>(value) as [[string, Json]]
  if (operation === 'Ref') return String(argument).replace('AWS::', '')
  if (operation === 'Fn::GetAtt') return attribute(argument[0], argument[1])
  if (operation === 'Fn::Join') return argument[1].map(resolved).join(argument[0])
  throw new Error(`${operation} stands in an environment, and nothing here resolves it`)
}

function attribute(id: string, name: string): string {
  if (name === 'ApiEndpoint') return `https://${id.toLowerCase()}.test`
  if (name === 'DomainName') return `${id.toLowerCase()}.test`
  return `${id}.${name}`
}
