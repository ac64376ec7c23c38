/** Scores pages with Lighthouse, on a telephone and on a desk: `npm run bench:lighthouse`. npx fetches it, because it would double `npm ci`. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runProgram } from '../lib/cli/terminal.ts'
import { parseArguments } from '../lib/command-line.ts'
import { startHost } from '../lib/local/host.ts'
import { installedBrowser } from '../test/support/browser.ts'
import { DISPUTED_EVENT } from '../test/support/page-addresses.ts'
import { circumstances, conditions, table, writeSection } from './report.ts'

const HELP = `Usage: npm run bench:lighthouse [-- --dry-run]

Scores the main pages of the chronology with Lighthouse, from 0 to 100 in four categories. Takes four minutes on Linux x64, where the browser
of the tests runs. The results go to bench/README.md.

  --dry-run   show the results, write nothing
  --help      show this text`

const LIGHTHOUSE = 'lighthouse@13.5.0'
const PAGES = ['/', '/timeline', `/events/${DISPUTED_EVENT}`, '/statistics', '/statistics/arrivals']
const FORMS: Record<string, string[]> = { telephone: [], desk: ['--preset=desktop'] }

interface Report {
  categories: Record<string, { title: string; score: number }>
  audits: Record<'largest-contentful-paint', { displayValue: string }>
}

await runProgram(async args => {
  const { help, 'dry-run': isDryRun } = parseArguments(args, {
    help: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  })
  if (help) return console.log(HELP)
  const before = await circumstances([])
  const { executablePath, env } = await installedBrowser()
  const dataFolder = join(import.meta.dirname, '../data')
  const host = await startHost({ port: 0, dataFolder, report: () => {} })
  const score = async (path: string, options: readonly string[]): Promise<Report> => {
    const settings = ['--quiet', '--output=json', '--chrome-flags=--headless=new --no-sandbox']
    const { stdout } = await promisify(execFile)(
      'npx',
      ['--yes', LIGHTHOUSE, host.url + path, ...settings, ...options],
      {
        env: { ...env, CHROME_PATH: executablePath },
        maxBuffer: 100_000_000,
      },
    )
    return JSON.parse(stdout)
  }
  try {
    const reports: { page: string; form: string; report: Report }[] = []
    for (const page of PAGES)
      for (const [form, options] of Object.entries(FORMS))
        reports.push({ page, form, report: await score(page, options) })
    const names = Object.values(reports[0]!.report.categories).map(({ title }) => title.toLowerCase())
    const rows = reports.map(({ page, form, report }) => [
      page,
      form,
      ...Object.values(report.categories).map(({ score }) => String(Math.round(score * 100))),
      report.audits['largest-contentful-paint'].displayValue,
    ])
    const head = ['page', 'on a', ...names, 'largest contentful paint']
    const text = `${table('llrrrrrr', head, rows)}\n\n${conditions(before)} ${LIGHTHOUSE}.`
    if (isDryRun) console.log(text)
    else await writeSection('lighthouse', text)
  } finally {
    await host.stop()
  }
})
