/** Reads from the template what costs money and what bounds it, so that the document follows the stack. */
import type { FunctionName } from '../lib/stack/table-access.ts'
import { type Resource, synthesize } from '../test/support/synthesis.ts'
import { ACCESS_LOG_VALUES, LAMBDA_LOG } from './traffic.ts'

export interface Stack {
  /** Memory of each function in MiB. */
  memory: Record<FunctionName, number>
  alarms: number
  dashboards: number
  /** Requests a second. */
  rateLimit: number
  /** Bytes that API Gateway and Lambda log per request. */
  logged: number
}

/** @throws {Error} naming a variable of the access log that has no typical value */
export function readStack(): Stack {
  const resources = Object.entries(synthesize().resources)
  const ofType = (type: string): [string, Resource][] => resources.filter(([, { Type }]) => Type === type)
  const { AccessLogSettings, DefaultRouteSettings } = ofType('AWS::ApiGatewayV2::Stage')[0]![1].Properties
  const accessLog: string = AccessLogSettings.Format.replaceAll(/\$[\w.]+/g, (name: string) => {
    const value = ACCESS_LOG_VALUES[name]
    if (value === undefined) throw new Error(`The access log has ${name}: say in bench/traffic.ts what that may be`)
    return value
  })
  const memory = ofType('AWS::Lambda::Function').map(([id, { Properties }]) => [
    id.replace(/Function[0-9A-F]{8}$/, ''),
    Properties.MemorySize,
  ])
  return {
    memory: Object.fromEntries(memory),
    alarms: ofType('AWS::CloudWatch::Alarm').length,
    dashboards: ofType('AWS::CloudWatch::Dashboard').length,
    rateLimit: DefaultRouteSettings.ThrottlingRateLimit,
    logged: accessLog.length + LAMBDA_LOG.length,
  }
}
