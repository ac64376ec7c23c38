/** `/robots.txt` (RFC 9309): allows pages, disallows data and search results. */

const NOT_FOR_CRAWLERS = ['/v1/', '/search', '/*/search']

export const robots = (publicUrl: string): string => `User-agent: *
${NOT_FOR_CRAWLERS.map(path => `Disallow: ${path}\n`).join('')}
Sitemap: ${publicUrl}/sitemap.xml
`
