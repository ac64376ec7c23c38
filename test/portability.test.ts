/** Nothing here may work on one system alone: finds code that Windows or macOS cannot run. */
import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { expect, test } from '@jest/globals'

const ROOT = join(import.meta.dirname, '..')

interface Rule {
  what: string
  instead: string
  pattern: RegExp
  /** Code that the rule must find, and code that it must not. */
  bad: string[]
  good: string[]
}

const RULES = {
  shell: {
    what: 'uses a shell',
    instead: 'node:fs, or execFile with process.execPath',
    pattern:
      /(?<![.\w])exec(Sync)?\(\s*['"`]|shell: *true|['"`]\/bin\/(ba)?sh\b|['"`](ba)?sh['"`]|\b(cp -r|rm -r|mkdir -p)/,
    bad: ["execSync('ls')", 'spawn(file, { shell: true })', 'return [`cp -r "$' + '{from}"`]', "spawn('/bin/sh', [])"],
    good: ['/a/.exec(text)', 'await cp(from, to, { recursive: true })'],
  },
  program: {
    what: 'starts a program that is a .cmd file on Windows, or is only on POSIX systems',
    instead: 'process.execPath with the resolved script of the package',
    pattern:
      /\b(spawn|spawnSync|execFile|execFileSync)\)?\(\s*['"`](?!java'|tar'|dynoxide')[\w./-]+['"`]|\brun\(\s*'(npm|npx|cdk|tsc|jest|biome)'/,
    bad: ["spawn('npm', args)", "promisify(execFile)('mkfifo', [path])", "await run('cdk', [])"],
    good: ['spawn(process.execPath, [script])', "execFile('tar', ['-xzf', file])", "run('annals.ts', [])"],
  },
  path: {
    what: 'makes a path with a slash',
    instead: 'join from node:path, or fileURLToPath',
    pattern:
      /import\.meta\.url\)\.pathname|\$\{(\w*(ROOT|[rR]oot|scratch|cwd)|\w*[dD]ataFolder|tmpdir\(\)|homedir\(\)|import\.meta\.dirname)\}\/|node_modules\/\.bin/,
    bad: ["new URL('data', import.meta.url).pathname", '`$' + '{ROOT}/data`', "'node_modules/.bin/cdk'"],
    good: ["join(ROOT, 'data/events')", 'new URL(url).pathname', '`$' + '{publicUrl}/events`'],
  },
  module: {
    what: 'imports a module by its path, which Windows takes for a URL with the scheme c:',
    instead: 'pathToFileURL(path).href',
    pattern: /(from|import\() *['"`]\$\{(join|resolve)\(|import\((join|resolve)\(/,
    bad: ["import { a } from '$" + "{join(ROOT, 'a.ts')}'", "await import(join(ROOT, 'a.ts'))"],
    good: ["import { a } from './a.ts'", 'await import(pathToFileURL(path).href)'],
  },
  signal: {
    what: 'sends a signal that Windows lacks, or one to a process group',
    instead: 'SIGINT, SIGTERM or SIGKILL to one process',
    pattern: /['"]SIG(?!INT|TERM|KILL|HUP|NIFICAN)[A-Z0-9]+['"]|kill\([^)]*'SIGHUP'|kill\(-/,
    bad: ["child.kill('SIGSTOP')", "process.kill(-pid, 'SIGKILL')", "process.kill(pid, 'SIGHUP')"],
    good: ["child.kill('SIGKILL')", "process.once('SIGHUP', stop)"],
  },
  file: {
    what: 'names a file of POSIX systems',
    instead: 'devNull or tmpdir from node:os, or a file of its own',
    pattern: /['"`]\/(dev|proc|etc|bin|usr|tmp|var(?!\/task))\//,
    bad: ["open('/dev/null')", 'readFile(`/proc/self/status`)'],
    good: ["'/v1/events'", "'/var/task/data'"],
  },
} satisfies Record<string, Rule>

/** Rules that do not hold for a file, and why. */
const EXCEPTIONS: Record<string, { rules: (keyof typeof RULES)[]; because: string }> = {
  'lib/local/engine-process.ts': { rules: ['shell', 'program', 'file'], because: 'it has a branch for Windows' },
  'bench/cold-start.ts': { rules: ['file'], because: 'it measures on Linux only' },
  'bench/cost-measurement.ts': { rules: ['file'], because: 'it measures on Linux only' },
  'bench/import.ts': { rules: ['file', 'signal'], because: 'it measures on Linux only' },
  'bench/start-up.ts': { rules: ['file', 'program', 'shell'], because: 'it measures on Linux only' },
  'bench/stores.ts': { rules: ['file'], because: 'it measures on Linux only' },
  'test/integration/engine.test.ts': { rules: ['signal'], because: 'a terminal signals a process group' },
  'test/integration/full-disk.thorough.ts': {
    rules: ['program'],
    because: 'it mounts a small file system as root on Linux',
  },
  'test/support/browser.ts': { rules: ['file'], because: 'its browser is for Linux only' },
  'test/package.thorough.ts': {
    rules: ['program'],
    because: 'cfn-lint is a Python program; without it, its test is skipped',
  },
  'test/unit/data/read-files.test.ts': { rules: ['file', 'program'], because: 'it reads a FIFO and a device' },
}

const THIS = 'test/portability.test.ts'

const files = globSync('{lib,bin,lambdas,bench,test,.ci}/**/*.{ts,js,mjs}', {
  cwd: ROOT,
  exclude: ['**/node_modules/**', 'test/clients/generated/**'],
})
  .map(file => file.replaceAll(sep, '/'))
  .filter(file => file !== THIS)

/** Lines of code, without comments. */
const codeLines = (file: string) =>
  readFileSync(join(ROOT, file), 'utf8')
    .split('\n')
    .map((text, index) => ({ text, place: `${file}:${index + 1}` }))
    .filter(({ text }) => !/^\s*(\/\/|\/?\*)/.test(text))

interface Finding {
  file: string
  rule: keyof typeof RULES
  message: string
}

const FINDINGS: Finding[] = files.flatMap(file =>
  codeLines(file).flatMap(({ text, place }) =>
    Object.entries(RULES)
      .filter(([, { pattern }]) => pattern.test(text))
      .map(([rule, { what, instead }]) => ({
        file,
        rule: rule as Finding['rule'],
        message: `${place} ${what}; use ${instead}: ${text.trim()}`,
      })),
  ),
)

test('no code needs a POSIX system', () => {
  expect(files.length).toBeGreaterThan(300)
  const excepted = ({ file, rule }: Finding) => EXCEPTIONS[file]?.rules.includes(rule)
  expect(FINDINGS.filter(finding => !excepted(finding)).map(({ message }) => message)).toEqual([])
})

test('every exception is needed', () => {
  const exceptions = Object.entries(EXCEPTIONS).flatMap(([file, { rules }]) => rules.map(rule => `${file}: ${rule}`))
  const found = new Set(FINDINGS.map(({ file, rule }) => `${file}: ${rule}`))
  expect(exceptions.filter(exception => !found.has(exception))).toEqual([])
})

test.each(Object.values(RULES))('code that $what is found, and other code is not', ({ pattern, bad, good }) => {
  expect(bad.filter(code => !pattern.test(code))).toEqual([])
  expect(good.filter(code => pattern.test(code))).toEqual([])
})

/** cmd.exe sets no variable before a command, takes no single quotes, and starts no script by a path with slashes. */
const POSIX_SCRIPT = /(^|&& *)(\w+=|[\w.-]*\/)|['$;]|\b(cp|rm|mv|cat|sh|bash) /

test('no script of package.json needs a POSIX shell', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  // Amazon's runtime client is built on Linux only.
  const { 'prepare:runtime': _, ...portable } = scripts as Record<string, string>
  expect(Object.entries(portable).filter(([, script]) => POSIX_SCRIPT.test(script))).toEqual([])
  expect(
    ['A=1 npm test', 'npm ci && ./run', "node -e '1'", 'rm -rf a'].filter(each => !POSIX_SCRIPT.test(each)),
  ).toEqual([])
})
