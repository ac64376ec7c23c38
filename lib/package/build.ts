/** Builds the package: JavaScript with types, and the bundles of the functions. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { BUILD_ID, buildId } from '../build-id.ts'
import { DATA_IN_BUNDLE } from '../bundling.ts'
import { timelineApp } from '../stack/app.ts'
import { BUNDLES } from '../stack/ready-made-code.ts'

const ROOT = join(import.meta.dirname, '../..')
const DIST = join(ROOT, 'dist')

/** Writes `dist`, replacing an earlier one. */
export async function buildPackage(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true })
  // First, because compiled code is not a source of the build id.
  const id = buildId(ROOT)
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
  execFileSync(process.execPath, [tsc, '--project', join(ROOT, 'tsconfig.package.json')], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  copyBundles()
  writeFileSync(join(DIST, BUILD_ID), id)
}

/** Copies the bundles from a cloud assembly, so that the package has the deployed and tested bundles. */
function copyBundles(): void {
  const outdir = mkdtempSync(join(tmpdir(), 'annals-build-'))
  try {
    const { app, stack } = timelineApp(ROOT, {
      outdir,
      context: JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')).context,
    })
    app.synth()
    const { Resources } = JSON.parse(readFileSync(join(outdir, stack.templateFile), 'utf8')) as Template
    for (const [id, { Type, Properties }] of Object.entries(Resources)) {
      const name = /^(\w+)Function[0-9A-F]{8}$/.exec(id)?.[1]
      if (Type !== 'AWS::Lambda::Function' || name === undefined) continue
      const from = join(outdir, `asset.${basename(Properties.Code.S3Key, '.zip')}`)
      for (const file of readdirSync(from))
        if (file !== DATA_IN_BUNDLE) cpSync(join(from, file), join(DIST, BUNDLES, name, file), { recursive: true })
    }
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

interface Template {
  Resources: Record<string, { Type: string; Properties: { Code: { S3Key: string } } }>
}
