/** `npm ci` works on every platform that we name, and prints no warning on any Node that package.json allows. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import semver from 'semver'

interface LockedPackage {
  version: string
  engines?: { node?: string }
  deprecated?: string
  hasInstallScript?: boolean
  os?: string[]
  cpu?: string[]
}

const readJson = (file: string) => JSON.parse(readFileSync(join(import.meta.dirname, '..', file), 'utf8'))
const MANIFEST = readJson('package.json')
const LOCKED: [path: string, LockedPackage][] = Object.entries(readJson('package-lock.json').packages)

/** The oldest release of each line of Node that package.json allows. */
const OLDEST_NODES = ['20.19.0', '22.16.0', '24.0.0']

test('package.json allows Node 20, 22 and 24', () => {
  expect(OLDEST_NODES.filter(version => semver.satisfies(version, MANIFEST.engines.node))).toEqual(OLDEST_NODES)
})

test.each(OLDEST_NODES)('every package supports Node %s, or npm would warn of it', version => {
  const unsupported = LOCKED.filter(([, { engines }]) => engines?.node && !semver.satisfies(version, engines.node))
  expect(unsupported.map(([path, { engines }]) => `${path} wants Node ${engines?.node}`)).toEqual([])
})

test('no package is deprecated', () => {
  expect(LOCKED.filter(([, locked]) => locked.deprecated).map(([path]) => path)).toEqual([])
})

test('package.json allows or denies each install script, or npm 11 would warn of it', () => {
  const withScript = LOCKED.filter(([path, locked]) => path !== '' && locked.hasInstallScript)
  const names = withScript.map(([path]) => path.split('node_modules/').at(-1)!)
  expect(names.filter(name => !(name in MANIFEST.allowScripts))).toEqual([])
  expect(names).toContain('node')
})

describe('the engine', () => {
  const engines = Object.entries<string>(MANIFEST.optionalDependencies)

  test('is an optional dependency on five platforms, at one exact version', () => {
    expect(engines.map(([name]) => name)).toEqual([
      '@dynoxide/darwin-arm64',
      '@dynoxide/darwin-x64',
      '@dynoxide/linux-arm64',
      '@dynoxide/linux-x64',
      '@dynoxide/win32-x64',
    ])
    expect(new Set(engines.map(([, version]) => version)).size).toBe(1)
    expect(semver.valid(engines[0]![1])).not.toBeNull()
  })

  test.each(engines)('%s is locked for its platform alone', (name, version) => {
    const [os, cpu] = name.slice('@dynoxide/'.length).split('-')
    const locked = LOCKED.find(([path]) => path === `node_modules/${name}`)?.[1]
    expect(locked).toMatchObject({ version, os: [os], cpu: [cpu] })
  })
})
