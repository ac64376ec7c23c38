#!/usr/bin/env node
// The command of the package: runs the sources in this repository, or their compiled form.
import { existsSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 16)) {
  console.error(
    `annals needs Node 22.16 or later, not ${process.versions.node}: run it with npx or as an npm script, which find the Node that it installs`,
  )
  process.exit(1)
}
const source = new URL('./annals.ts', import.meta.url)
await import(existsSync(source) ? source : new URL('../dist/bin/annals.js', import.meta.url))
