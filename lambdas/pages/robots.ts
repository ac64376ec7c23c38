/** `/robots.txt` (RFC 9309): pages are for search engines; data and whatever is searched for is not. */

const NOT_FOR_CRAWLERS = ['/v1/', '/search', '/*/search']

export const robots = (publicUrl: string): string => `User-agent: *
${NOT_FOR_CRAWLERS.map(path => `Disallow: ${path}\n`).join('')}
Sitemap: ${publicUrl}/sitemap.xml
`
