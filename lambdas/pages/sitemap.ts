/** Sitemaps (https://www.sitemaps.org/protocol.html): every page in every language, with the languages named to each other. */
import type { Instant } from '../domain/civil-date.ts'
import type { Language } from '../domain/text.ts'
import { pagePath, type RenderContext } from '../domain/view.ts'
import { EMPTY, type Markup, xml } from '../feeds/markup.ts'
import type { Path } from './layout.ts'

/** A page in all its languages. */
export interface Listed {
  path: Path
  /** When it last changed, if that is known without reading it. */
  changed?: Instant
}

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** How many links a sitemap may have: each takes some 100 bytes, and a function answers 6 MB at most. A sitemap's own limit is 50,000 pages. */
const MOST_LINKS = 40_000

/** How many pages a sitemap lists at most: each has an address in each language, which links to those in all and in none. */
export const mostListed = ({ length }: readonly Language[]): number => Math.floor(MOST_LINKS / (length * (length + 2)))

export function sitemap(pages: readonly Listed[], context: RenderContext): string {
  const { timeline, publicUrl } = context
  const [fallback] = timeline.languages
  const entry = ({ path, changed }: Listed): Markup => {
    const address = (language: string) => `${publicUrl}${pagePath(path, { language, timeline })}`
    const alternates = xml`${timeline.languages.map(
      language => xml`<xhtml:link rel="alternate" hreflang="${language}" href="${address(language)}"/>
`,
    )}<xhtml:link rel="alternate" hreflang="x-default" href="${address(fallback!)}"/>`
    return xml`${timeline.languages.map(
      language => xml`<url>
<loc>${address(language)}</loc>
${changed === undefined ? EMPTY : xml`<lastmod>${changed}</lastmod>\n`}${alternates}
</url>
`,
    )}`
  }
  return xml`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="${NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${pages.slice(0, mostListed(timeline.languages)).map(entry)}</urlset>
`.text
}

/** The list of the sitemaps of a timeline that does not fit into one. */
export const sitemapIndex = (paths: readonly string[], { publicUrl }: RenderContext): string =>
  xml`<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="${NAMESPACE}">
${paths.map(path => xml`<sitemap><loc>${publicUrl}${path}</loc></sitemap>\n`)}</sitemapindex>
`.text
