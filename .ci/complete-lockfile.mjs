/**
 * Adds to package-lock.json the packages for other platforms that the registry in use lacks. `npm ci` refuses a lockfile without them,
 * even where they would not be installed. Run this after every `npm install`.
 *
 * Such packages are optional dependencies at an exact version, and their names say which platform they are for, such as
 * `@swc/core-linux-arm64-musl`. They get no integrity: npm adds it when it first downloads them.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = new URL('../package-lock.json', import.meta.url)
const OS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'aix', 'sunos', 'netbsd', 'openbsd']
const CPU = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32']
const LIBC = { musl: 'musl', musleabihf: 'musl', gnu: 'glibc', gnueabihf: 'glibc' }

const lock = JSON.parse(readFileSync(FILE, 'utf8'))
let added = 0
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${path}/node_modules/${name}`]) continue
    const words = name.split(/[/-]/)
    const os = words.find(word => OS.includes(word))
    const cpu = words.find(word => CPU.includes(word))
    if (!os || !cpu || !/^\d/.test(version))
      throw new Error(`${path || 'package.json'}: ${name}@${version} names no known platform, or no exact version`)
    const libc = LIBC[words.at(-1)]
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
