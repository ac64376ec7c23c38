/** The Chromium that comes with `@sparticuz/chromium`, which is for Linux on x64 alone, and what tests ask of a page in it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, type Page, chromium as playwright } from 'playwright-core'
// Only later versions export it, and those do not support Node 20.
import { inflate } from '../../node_modules/@sparticuz/chromium/build/esm/lambdafs.js'

export const HAS_BROWSER: boolean = process.platform === 'linux' && process.arch === 'x64'

const PARTS = join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/bin')

/**
 * As anywhere but in Lambda: with processes of its own for each site, and the rules of the web in force. A sandbox would need a user of its own.
 * The libraries that it needs come with it, and fonts for a machine that has none; those lack Hangul.
 */
export async function installedBrowser() {
  const executablePath = await chromium.executablePath()
  const libraries = await inflate(join(PARTS, 'al2023.tar.br'))
  const fonts = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_PATH: await inflate(join(PARTS, 'fonts.tar.br')) }
  const env = { ...process.env, LD_LIBRARY_PATH: join(libraries, 'lib'), ...fonts }
  return { executablePath, env }
}

export const startBrowser = async (): Promise<Browser> =>
  playwright.launch({ ...(await installedBrowser()), args: ['--no-sandbox'] })

export interface Visit {
  page: Page
  /** What went wrong in it, as the console or the network told it. */
  complaints: string[]
  /** Addresses that were asked for, the page's own first. */
  requests: string[]
}

/** A blank page that keeps account of what goes on in it. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  page.on('requestfailed', request => complaints.push(`${request.url()} failed`))
  page.on('request', request => requests.push(request.url()))
  return { page, complaints, requests }
}

/**
 * What axe-core finds wrong with the page as it is now, by rule and element.
 * The bars of a chart may be narrower than a finger: the list of the same years beneath is the equivalent that WCAG 2.2 asks for (2.5.8).
 */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  // Evaluated from outside, for the page's own policy lets no script in.
  if (await page.evaluate('window.axe === undefined')) await page.evaluate(`${axe.source}; undefined`)
  const found = (await page.evaluate(
    `axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
      .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary }))))`,
  )) as { id: string; html: string; failureSummary: string }[]
  return found
    .filter(({ id, html }) => !(id === 'target-size' && html.startsWith('<a class="bar"')))
    .map(({ id, html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`)
}
