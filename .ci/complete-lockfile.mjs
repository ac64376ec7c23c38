/**
 * Adds to package-lock.json the packages for other platforms that the registry in use did not have when the lockfile was written:
 * `npm ci` refuses a lockfile that lacks any of them, also where they would not be installed. Run it after `npm install`.
 *
 * Such packages are named by the optionalDependencies of those that need them, with their exact versions, and say in their names what they
 * are for, e.g. `@swc/core-linux-arm64-musl`. They get no integrity, which npm adds when it first fetches them.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = new URL('../package-lock.json', import.meta.url)
const OS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'aix', 'sunos', 'netbsd', 'openbsd']
const CPU = {
  x64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  loong64: 'loong64',
  wasm32: 'wasm32',
}

const lock = JSON.parse(readFileSync(FILE, 'utf8'))
let added = 0
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  if (path === '') continue
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${path}/node_modules/${name}`]) continue
    const words = name.split(/[/-]/)
    const os = words.find(word => OS.includes(word))
    const cpu = words.map(word => CPU[word]).find(Boolean)
    if (!os || !cpu || !/^\d/.test(version))
      throw new Error(`${name}@${version}, which ${path} names, is for no platform that is known here`)
    const libc = words.at(-1).startsWith('musl') ? 'musl' : words.at(-1).startsWith('gnu') ? 'glibc' : undefined
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(dev && { dev }),
      ...(os === 'linux' && libc && { libc: [libc] }),
      optional: true,
      os: [os],
    }
    added++
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
writeFileSync(FILE, `${JSON.stringify(lock, undefined, 2)}\n`)
console.log(`${added} packages for other platforms added`)
