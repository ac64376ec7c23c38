/** Table access of each function, as its endpoints or its job declare it, parsed for IAM. */
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import type { HttpFunction } from '../../lambdas/http/endpoint.ts'
import { JOBS, type Job } from '../../lambdas/jobs/jobs.ts'
import type { Access, TableName } from '../../lambdas/store/tables.ts'

export type FunctionName = HttpFunction | Job

/** The access that a function's endpoints or job declare, without duplicates and sorted. */
export function accessOf(name: FunctionName): Access[] {
  const jobs: Partial<Record<FunctionName, { access: readonly Access[] }>> = JOBS
  const declaring = [...ENDPOINTS.filter(endpoint => endpoint.function === name), jobs[name]]
  const declared = declaring.flatMap(each => each?.access ?? [])
  return [...new Set(declared)].sort()
}

/** The table of an access such as `events:GetItem` or `events/byTime:Query`, the index if it is one, and the action. */
export function parseAccess(access: Access): { table: TableName; index: string | undefined; action: string } {
  const [target, action] = access.split(':') as [string, string]
  const [table, index] = target.split('/') as [TableName, string | undefined]
  return { table, index, action }
}
