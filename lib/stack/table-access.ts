/** Table access of each function, as its endpoints or its job declare it, parsed for IAM. */
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import type { HttpFunction } from '../../lambdas/http/endpoint.ts'
import { JOBS, type Job } from '../../lambdas/jobs/jobs.ts'
import { type Access, TABLES, type TableName } from '../../lambdas/store/tables.ts'
import { OperatorError } from '../operator-error.ts'

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
  /** `undefined` for the table itself. */
  index: string | undefined
  /** e.g. `GetItem` */
  action: string
}

export type FunctionName = HttpFunction | Job

/** The access that a function's endpoints or job declare, without duplicates and sorted. */
export function accessOf(name: FunctionName): Access[] {
  const jobs: Partial<Record<FunctionName, { access: readonly Access[] }>> = JOBS
  const declaring = [...ENDPOINTS.filter(endpoint => endpoint.function === name), jobs[name]]
  const declared = declaring.flatMap(each => each?.access ?? [])
  return [...new Set(declared)].sort()
}

/**
 * Parses an access such as `events:GetItem` or `events/byTime:Query`.
 * @throws {OperatorError} if the table, index or action does not exist
 */
export function parseAccess(access: string): TableAccess {
  if (!KNOWN.has(access)) {
    throw new OperatorError(`access "${access}" does not exist; allowed are ${[...KNOWN].join(', ')}`)
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
