/**
 * Takes the pictures of the README: `npm run screenshots` writes docs/home.png and docs/event.png, as the pages look on a day on which
 * something comes round. The machine needs a font with Hangul, such as Debian's fonts-noto-cjk.
 */
import { join } from 'node:path'
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
} finally {
  await browser.close()
  await host.stop()
}
