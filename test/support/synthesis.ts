/** The app as `cdk synth` makes it – with the context of cdk.json and the checks – but for the bundles, which take long and have tests of their own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Template } from 'aws-cdk-lib/assertions'
import type { App } from 'aws-cdk-lib/core'
import { timelineApp } from '../../lib/timeline-app.ts'

export const ROOT = join(import.meta.dirname, '../..')

export const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000'

/** Every setting another than by default. */
export const EVERY_OPTION = {
  retain: 'false',
  email: 'owner@example.org',
  domainName: 'timeline.example.org',
  certificateArn: CERTIFICATE,
  monthlyBudget: '5',
  search: 'opensearch',
}

// biome-ignore lint/suspicious/noExplicitAny: a template is untyped JSON
export type Properties = any
export interface Resource {
  Type: string
  Properties: Properties
  DependsOn?: string[]
  DeletionPolicy?: string
  UpdateReplacePolicy?: string
}

interface Violations {
  pluginName: string
  violations: { ruleName: string; violatingConstructs: { constructPath?: string }[] }[]
}

export interface Synthesis {
  template: Template
  /** By logical id. */
  resources: Record<string, Resource>
  /** `rule construct`, for everything that a check found. */
  findings: string[]
}

const WITHOUT_BUNDLES = { 'aws:cdk:bundling-stacks': [] }
/** As under the CLI, where they end the synthesis no sooner than all of them have been told. */
const FINDINGS_ARE_READ = { '@aws-cdk/core:failSynthOnValidationErrors': false }

/** @param arrange changes the app before it is synthesized */
export function synthesize(context: Record<string, unknown> = {}, arrange: (app: App) => void = () => {}): Synthesis {
  const outdir = mkdtempSync(join(tmpdir(), 'annals-synth-'))
  const { context: flags } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'))
  try {
    const { app, stack } = timelineApp(ROOT, {
      outdir,
      context: { ...flags, ...WITHOUT_BUNDLES, ...FINDINGS_ARE_READ, ...context },
    })
    arrange(app)
    app.synth()
    const template = Template.fromStack(stack)
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'))
    return { template, resources: template.toJSON().Resources, findings: pluginReports.flatMap(findingsOf) }
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

const findingsOf = ({ violations }: Violations): string[] =>
  violations.flatMap(({ ruleName, violatingConstructs }) =>
    violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`),
  )

/** A logical id as the name of the construct, without the hash that CDK appends. */
export const nameOf = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '')

/** A value with its references as the names of constructs, e.g. `events/index/byTime`. */
export function readable(value: Properties): string {
  if (typeof value === 'string') return value
  if (value.Ref) return nameOf(value.Ref)
  if (value['Fn::GetAtt']) return nameOf(value['Fn::GetAtt'][0])
  return value['Fn::Join'][1].map(readable).join('')
}
