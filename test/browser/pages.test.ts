/**
 * The pages in a real browser, on Linux x64: every kind in both languages, light and dark, on a telephone and on a desk, with a keyboard,
 * and without JavaScript.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { accessibilityViolations, HAS_BROWSER, openPage, startBrowser, type Visit } from '../support/browser.ts'
import { STARTING_MILLISECONDS, startTestHost, type TestHost } from '../support/local-host.ts'
import { DISPUTED_EVENT, PAGE_ADDRESSES } from '../support/page-addresses.ts'
import { cases, sample, THOROUGH } from '../support/thorough.ts'

jest.setTimeout(120_000)

const TELEPHONE = { width: 320, height: 568 }
const DESK = { width: 1280, height: 800 }

const SETTINGS = [TELEPHONE, DESK].flatMap(viewport =>
  (['light', 'dark'] as const).map(colorScheme => ({ viewport, colorScheme })),
)
/** Those in which axe looks at a page. It takes half a second each time: on every change a page is looked at in one of them, in turn. */
const settingsOf = (address: string) =>
  THOROUGH ? SETTINGS : [SETTINGS[PAGE_ADDRESSES.indexOf(address) % SETTINGS.length]!]

/** On every change each kind of page is looked at in one language, in turn. Addresses come in pairs: English, Korean. */
const VISITED = PAGE_ADDRESSES.filter((_, index) => THOROUGH || index % 4 === 0 || index % 4 === 3)

const inBrowser = HAS_BROWSER ? describe : describe.skip

inBrowser('pages', () => {
  let host: TestHost
  let browser: Browser
  beforeAll(async () => {
    host = await startTestHost()
    browser = await startBrowser()
  }, STARTING_MILLISECONDS)
  afterAll(async () => {
    await browser?.close()
    await host?.stop()
  })

  const open = (options: BrowserContextOptions = {}) => openPage(browser, { baseURL: host.url, ...options })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
  })

  /** Goes there, whatever the status: it is an address of somewhere, or the page for nowhere. */
  const visit = async ({ page }: Visit, address: string) => (await page.goto(address))!

  describe.each(VISITED)('%s', address => {
    test('is accessible, fits the screen and logs nothing, on a telephone and on a desk, light and dark', async () => {
      const { page, ...visited } = await open({ viewport: TELEPHONE, colorScheme: 'light', reducedMotion: 'reduce' })
      const answer = await visit({ page, ...visited }, address)
      expect(answer.status()).toBe(address.endsWith('/nowhere') ? 404 : 200)
      // What folds is part of the page too.
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
      for (const viewport of [TELEPHONE, DESK]) {
        await page.setViewportSize(viewport)
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width)
      }
      for (const { viewport, colorScheme } of settingsOf(address)) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme })
        expect(await accessibilityViolations(page)).toEqual([])
      }
      expect(visited.complaints.filter(each => !each.includes('404'))).toEqual([])
      expect(visited.requests.filter(url => !url.startsWith(`${host.url}/`))).toEqual([])
    })
  })

  const walked = THOROUGH
    ? PAGE_ADDRESSES.filter(address => !address.startsWith('/ko'))
    : ['/', '/search?q=hanawon', '/subscribe?category=law&tag=settlement-act&minSignificance=3']
  test.each(walked)('everything at %s can be reached by keyboard and shows its focus', async address => {
    const visited = await open({ viewport: DESK })
    await visit(visited, address)
    const { page } = visited
    const focusable = `[...document.querySelectorAll('a[href], button, input, select, summary')].filter(each => each.tabIndex >= 0 && each.checkVisibility())`
    const total = (await page.evaluate(`(window.everything = ${focusable}).length`)) as number
    const reached = new Set<number>()
    for (let press = 0; press < total; press++) {
      await page.keyboard.press('Tab')
      const { index, outline } = (await page.evaluate(
        `({ index: everything.indexOf(document.activeElement), outline: getComputedStyle(document.activeElement).outlineStyle })`,
      )) as { index: number; outline: string }
      expect({ index, outline }).not.toMatchObject({ outline: 'none' })
      reached.add(index)
    }
    expect(reached.size).toBe(total)
  })

  test('the first link for the keyboard skips the navigation', async () => {
    const visited = await open()
    await visit(visited, '/about')
    await visited.page.keyboard.press('Tab')
    await visited.page.keyboard.press('Enter')
    expect(await visited.page.evaluate('document.activeElement.id')).toBe('main')
  })

  describe('the home page', () => {
    test('is small, and waits for its style sheet only', async () => {
      const visited = await open()
      const sizes = new Map<string, number>()
      visited.page.on('response', async response => {
        sizes.set(response.url(), (await response.body()).length)
      })
      await visit(visited, '/')
      await visited.page.waitForLoadState('networkidle')
      const kinds = [...sizes.keys()].map(url => url.replace(host.url, '').replace(/[0-9a-f]{12}/, 'digest'))
      expect(kinds.filter(kind => kind !== '/favicon.svg').sort()).toEqual([
        '/',
        '/assets/digest/board.js',
        '/assets/digest/enhance.js',
        '/assets/digest/style.css',
      ])
      expect([...sizes.values()].reduce((sum, size) => sum + size)).toBeLessThanOrEqual(130_000)
      // A module waits for the document; any other script would make the document wait.
      expect(await visited.page.locator('script[src]:not([type=module])').count()).toBe(0)
    })

    test.each([true, false])(
      'leads to a year through a table on a telephone, by pointer and by keyboard; JavaScript: %s',
      async javaScriptEnabled => {
        const visited = await open({ javaScriptEnabled, viewport: TELEPHONE })
        const { page } = visited
        await visit(visited, '/')
        await page.getByRole('link', { name: /^2004: \d+ events$/ }).click()
        await page.waitForURL('**/timeline?from=2004&to=2004')
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('2004')
        await visit(visited, '/ko')
        await page.getByRole('link', { name: /^2024년: \d+건$/ }).press('Enter')
        await page.waitForURL('**/ko/timeline?from=2024&to=2024')
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('2024')
      },
    )
  })

  describe('an event that is not confirmed', () => {
    test.each(['en', 'ko'])('shows its status and attribution without scrolling on a telephone: %s', async language => {
      const { data } = (
        await host.get(`/v1/events?status=reported&status=claimed&status=disputed&limit=100&lang=${language}`)
      ).json()
      expect(data.length).toBeGreaterThan(10)
      const visited = await open({ viewport: TELEPHONE })
      const { page } = visited
      for (const { id } of data.slice(0, cases(4, data.length))) {
        await visit(visited, `${language === 'ko' ? '/ko' : ''}/events/${id}`)
        for (const part of [page.locator('h1'), page.locator('.standing')]) {
          const { y, height } = (await part.boundingBox())!
          expect([id, y + height <= TELEPHONE.height]).toEqual([id, true])
        }
      }
    })
  })

  test.each([
    ['/embed/timeline?lang=ko', true],
    ['/embed/series/arrivals', true],
    [`/embed/events/${DISPUTED_EVENT}`, true],
    ['/', false],
  ])('%s shows in a frame of another origin: %p', async (address, shows) => {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(
        `<!DOCTYPE html><html lang="en"><title>Elsewhere</title><iframe src="${host.url}${address}" title="View">`,
      )
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    try {
      const { page, complaints } = await open({ viewport: DESK })
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
      const heading = page.frameLocator('iframe').getByRole('heading', { level: 1 })
      expect(await heading.count()).toBe(shows ? 1 : 0)
      expect(complaints.filter(each => each.includes('frame-ancestors'))).toHaveLength(shows ? 0 : 1)
      if (!shows) return
      await page.goto(`${host.url}${address}`)
      expect(await accessibilityViolations(page)).toEqual([])
      expect(await page.context().cookies()).toEqual([])
    } finally {
      server.close()
      server.closeAllConnections()
    }
  })

  describe('without JavaScript', () => {
    const withoutScript = () => open({ javaScriptEnabled: false, viewport: TELEPHONE })

    test.each(sample(6, VISITED))('%s has the same content', async address => {
      const [plain, enhanced] = [await withoutScript(), await open({ viewport: TELEPHONE })]
      const linksOf = async (visited: Visit) => {
        await visit(visited, address)
        return visited.page.locator('a').evaluateAll(links => links.map(link => link.getAttribute('href')))
      }
      expect(await linksOf(plain)).toEqual(await linksOf(enhanced))
      expect(await plain.page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
      // What would do nothing is not there.
      expect(await plain.page.locator('[data-copy]:visible').count()).toBe(0)
    })

    test('search works, in the language of the page', async () => {
      const visited = await withoutScript()
      const { page } = visited
      await visit(visited, '/ko/about')
      await page.getByRole('searchbox').fill('하나원')
      await page.getByRole('searchbox').press('Enter')
      await page.waitForURL('**/ko/search?q=*')
      expect(await page.locator('.event').count()).toBeGreaterThan(1)
    })

    test('changing the language stays on the page', async () => {
      const visited = await withoutScript()
      const { page } = visited
      await visit(visited, '/years/2004')
      await page.getByRole('link', { name: '한국어' }).click()
      await page.waitForURL('**/ko/years/2004')
    })

    test('a subscription can be filtered', async () => {
      const visited = await withoutScript()
      const { page } = visited
      await visit(visited, '/subscribe')
      await page.getByText('Only some of it').click()
      await page.getByRole('checkbox', { name: /^Law/ }).check()
      await page.getByRole('button', { name: 'Change the addresses' }).click()
      const address = (await page.getByRole('link', { name: 'RSS' }).first().getAttribute('href'))!
      expect(new URL(address).searchParams.get('category')).toBe('law')
      const feed = await page.request.get(address)
      expect(feed.headers()['content-type']).toContain('application/rss+xml')
    })
  })

  describe('with JavaScript', () => {
    test('arrow keys go from event to event, except while somebody types', async () => {
      const visited = await open()
      const { page } = visited
      await visit(visited, `/events/${DISPUTED_EVENT}`)
      const { links } = (await host.get(`/v1/events/${DISPUTED_EVENT}`)).json()
      await page.keyboard.press('ArrowRight')
      await page.waitForURL(`**/events/${links.next.id}`)
      await page.keyboard.press('ArrowLeft')
      await page.waitForURL(`**/events/${DISPUTED_EVENT}`)
      await page.getByRole('searchbox').press('ArrowLeft')
      await page.keyboard.press('Alt+Shift+ArrowRight')
      expect(page.url()).toBe(`${host.url}/events/${DISPUTED_EVENT}`)
    })

    test('a button copies the address of a feed, and confirms it', async () => {
      const visited = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
      const { page } = visited
      await visit(visited, '/subscribe')
      const button = page.getByRole('button', { name: 'Copy RSS: Anniversaries today' })
      await button.click()
      await page.getByRole('button', { name: 'Copied RSS: Anniversaries today' }).waitFor()
      const copied = (await page.evaluate('navigator.clipboard.readText()')) as string
      expect(copied).toBe(`${host.url}/feeds/anniversaries.rss?lang=en`)
      expect((await page.request.get(copied)).status()).toBe(200)
    })
  })
})
