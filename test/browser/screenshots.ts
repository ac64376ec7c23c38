/**
 * Takes the pictures of the README and the icons that are not SVG: `npm run screenshots` writes docs/home.png and docs/event.png, as the pages look on a day on which
 * there is an anniversary. The machine needs a font with Hangul, such as Debian's fonts-noto-cjk.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FAVICON } from '../../lambdas/pages/favicon.ts'
import { startHost } from '../../lib/local/host.ts'
import { startBrowser } from '../support/browser.ts'
import { DISPUTED_EVENT } from '../support/page-addresses.ts'

const ROOT = join(import.meta.dirname, '../..')

const PICTURES = [
  { path: '/', file: 'docs/home.png' },
  { path: `/events/${DISPUTED_EVENT}`, file: 'docs/event.png' },
]

const host = await startHost({ port: 0, today: '2026-07-14', dataFolder: join(ROOT, 'data'), report: () => {} })
const browser = await startBrowser()
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 960 } })
  for (const { path, file } of PICTURES) {
    await page.goto(`${host.url}${path}`)
    await page.screenshot({ path: join(ROOT, file) })
    console.log(`${file} written`)
  }
  const icons: Record<string, string> = {}
  for (const width of [32, 180]) {
    await page.setViewportSize({ width, height: width })
    // A telephone rounds the corners of the large one itself.
    const picture = width === 32 ? FAVICON : FAVICON.replace(' rx="6"', '')
    await page.setContent(`<body style="margin:0">${picture}</body>`)
    const png = await page.screenshot({ omitBackground: true })
    icons[width] = png.toString('base64')
  }
  writeFileSync(join(ROOT, 'lambdas/pages/icons.json'), `${JSON.stringify(icons, undefined, 2)}\n`)
  console.log('lambdas/pages/icons.json written')
} finally {
  await browser.close()
  await host.stop()
}
