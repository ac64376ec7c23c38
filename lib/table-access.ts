/** What each function may do to which table: the access that its routes and its job declare, taken apart for IAM. */
import { type Access, type FunctionName, JOBS, ROUTES, type Route } from '../lambdas/routes.ts'
import { TABLES, type TableName } from '../lambdas/store/tables.ts'
import { OperatorError } from './operator-error.ts'

type Action = Access extends `${string}:${infer A}` ? A : never

const ACTIONS: Record<Action, true> = {
  GetItem: true,
  BatchGetItem: true,
  Query: true,
  PutItem: true,
  UpdateItem: true,
  DeleteItem: true,
  BatchWriteItem: true,
}

export interface TableAccess {
  table: TableName
  /** Absent for the table itself. */
  index: string | undefined
  /** Without the service: `GetItem`. */
  action: string
}

/** The access of all routes and the job of a function, each once and in order. */
export function accessOf(name: FunctionName): Access[] {
  const routes: readonly Route[] = ROUTES
  const jobs: Partial<Record<FunctionName, { access: readonly Access[] }>> = JOBS
  const declared = [...routes.filter(route => route.function === name), jobs[name]].flatMap(each => each?.access ?? [])
  return [...new Set(declared)].sort()
}

/**
 * Takes an access such as `events:GetItem` or `events/byTime:Query` apart.
 * @throws {OperatorError} when it names no table, index or action there is
 */
export function parseAccess(access: string): TableAccess {
  if (!KNOWN.has(access)) {
    throw new OperatorError(`lambdas/routes.ts: access "${access}" names nothing; allowed are ${[...KNOWN].join(', ')}`)
  }
  const [target, action] = access.split(':') as [string, string]
  const [table, index] = target.split('/') as [TableName, string | undefined]
  return { table, index, action }
}

const KNOWN = new Set(
  Object.entries(TABLES).flatMap(([table, { indexes }]) => [
    ...Object.keys(ACTIONS).map(action => `${table}:${action}`),
    ...Object.keys(indexes).map(index => `${table}/${index}:Query`),
  ]),
)
