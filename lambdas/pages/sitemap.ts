/** Sitemaps (https://www.sitemaps.org/protocol.html): every page in every language, with links between the languages. */
import type { Instant } from '../domain/civil-date.ts'
import type { Language } from '../domain/text.ts'
import { pagePath, type RenderContext } from '../domain/view.ts'
import { EMPTY, type Markup, xml } from '../feeds/markup.ts'
import type { Path } from './layout.ts'

/** A page in all its languages. */
export interface Listed {
  path: Path
  /** When it last changed, if known without reading the page. */
  changed?: Instant
}

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** Links per sitemap at most: each takes about 100 bytes, and a function returns at most 6 MB. The protocol allows 50,000 URLs. */
const MAX_LINKS = 40_000

/** Maximum number of pages per sitemap. Each page has one URL per language, and each URL links to every language and to the default. */
export const mostListed = ({ length }: readonly Language[]): number => Math.floor(MAX_LINKS / (length * (length + 2)))

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

/** The index of the sitemaps, if one sitemap is not enough. */
export const sitemapIndex = (paths: readonly string[], { publicUrl }: RenderContext): string =>
  xml`<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="${NAMESPACE}">
${paths.map(path => xml`<sitemap><loc>${publicUrl}${path}</loc></sitemap>\n`)}</sitemapindex>
`.text
