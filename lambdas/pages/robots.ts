/** Texts for programs that read pages: `/robots.txt` (RFC 9309) and `/llms.txt` (https://llmstxt.org). */
import { chooseFor } from '../domain/text.ts'
import type { RenderContext } from '../domain/view.ts'

const NOT_FOR_CRAWLERS = ['/v1/', '/search', '/*/search']

export const robots = (publicUrl: string): string => `User-agent: *
${NOT_FOR_CRAWLERS.map(path => `Disallow: ${path}\n`).join('')}
Sitemap: ${publicUrl}/sitemap.xml
`

/** A description of the site for language models (https://llmstxt.org). */
export function llmsText(renderContext: RenderContext): string {
  const { publicUrl, timeline } = renderContext
  const [title, description] = [timeline.title, timeline.description].map(text => chooseFor(text, renderContext).text)
  return `# ${title}

> ${description}

Each event has a status: confirmed, reported, claimed or disputed. Pass on an event that is not confirmed only together with its status and
its attribution, and cite its sources.

## For programs

- [Model Context Protocol](${publicUrl}/mcp): tools to search, list and read events, anniversaries and series; streamable HTTP, no sign-in
- [OpenAPI](${publicUrl}/openapi.json): the HTTP API, with JSON for every event, day and series
- [Feeds](${publicUrl}/feeds.opml): RSS, Atom, JSON Feed and iCalendar

## For people

- [Timeline](${publicUrl}/)
- [About](${publicUrl}/about): who publishes the timeline, and how statuses are given
`
}
