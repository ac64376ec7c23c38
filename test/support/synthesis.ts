/** The app as `cdk synth` makes it, and how tests read its template. */
import { join } from 'node:path'
import { importInWorker } from '../worker/in-worker.ts'
import type { Properties } from '../worker/synthesize.ts'

export type { Properties, Resource } from '../worker/synthesize.ts'

export const { synthesize, synthesizeArranged } = await importInWorker<typeof import('../worker/synthesize.ts')>(
  import.meta.resolve('../worker/synthesize.ts'),
)

export const ROOT = join(import.meta.dirname, '../..')

export const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000'

/** Every setting another than by default. */
export const EVERY_OPTION = {
  stack: 'Museum',
  retain: 'false',
  email: 'owner@example.org',
  domainName: 'timeline.example.org',
  certificateArn: CERTIFICATE,
  monthlyBudget: '5',
  requestsPerSecond: '20',
  visitorLimit: '1000',
  tracing: 'true',
}

/** A logical id as the name of the construct, without the hash that CDK appends. */
export const nameOf = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '')

/** A value with its references as the names of constructs, e.g. `events/index/byTime`. */
export function readable(value: Properties): string {
  if (typeof value === 'string') return value
  if (value.Ref) return nameOf(value.Ref)
  if (value['Fn::GetAtt']) return nameOf(value['Fn::GetAtt'][0])
  return value['Fn::Join'][1].map(readable).join('')
}
