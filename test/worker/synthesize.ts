/** The app as `cdk synth` makes it – with the context of cdk.json and the checks – but for the bundles, which have tests of their own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'aws-cdk-lib/core'
import { timelineApp } from '../../lib/stack/app.ts'
import { TIMELINE_FOLDER } from '../support/data-folder.ts'

const ROOT = join(import.meta.dirname, '../..')

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
  /** By logical id. */
  resources: Record<string, Resource>
  /** By name. */
  outputs: Record<string, Properties>
  /** `rule construct`, for everything that a check found. */
  findings: string[]
}

const WITHOUT_BUNDLES = { 'aws:cdk:bundling-stacks': [] }
/** As under the CLI, where they end the synthesis no sooner than all of them have been told. */
const FINDINGS_ARE_READ = { '@aws-cdk/core:failSynthOnValidationErrors': false }

const synthesized = new Map<string, Synthesis>()

/** The synthesis with the settings in `context`, made once for each set of settings: treat it as read-only. */
export function synthesize(context: Record<string, unknown> = {}): Synthesis {
  const key = JSON.stringify(Object.entries(context).sort())
  const made = synthesized.get(key) ?? synthesizeArranged(() => {}, context)
  synthesized.set(key, made)
  return made
}

/** The synthesis of an app that `arrange` has changed. */
export function synthesizeArranged(arrange: (app: App) => void, context: Record<string, unknown> = {}): Synthesis {
  const outdir = mkdtempSync(join(tmpdir(), 'annals-synth-'))
  const read = (name: string) => JSON.parse(readFileSync(join(outdir, name), 'utf8'))
  try {
    const { context: flags } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'))
    const { app, stack } = timelineApp(TIMELINE_FOLDER, {
      outdir,
      context: { ...flags, ...WITHOUT_BUNDLES, ...FINDINGS_ARE_READ, ...context },
    })
    arrange(app)
    app.synth()
    const { Resources, Outputs } = read(stack.templateFile)
    const { pluginReports } = read('validation-report.json')
    return { resources: Resources, outputs: Outputs, findings: pluginReports.flatMap(findingsOf) }
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

const findingsOf = ({ violations }: Violations): string[] =>
  violations.flatMap(({ ruleName, violatingConstructs }) =>
    violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`),
  )
