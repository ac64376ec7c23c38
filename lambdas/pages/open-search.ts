/** Describes the search to browsers, which offer it in their address field: https://github.com/dewitt/opensearch */
import { pageUrl, type RenderContext, timelineTitle } from '../domain/view.ts'
import { xml } from '../feeds/markup.ts'

/** Lengths that the specification allows. */
const SHORT_NAME = 16
const LONG_NAME = 48

const cut = (text: string, most: number): string => [...text].slice(0, most).join('').trim()

export function openSearch(context: RenderContext): string {
  const { language, publicUrl } = context
  const title = timelineTitle(context)
  return xml`<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${cut(title, SHORT_NAME)}</ShortName>
<LongName>${cut(title, LONG_NAME)}</LongName>
<Description>${title}</Description>
<Image height="32" width="32" type="image/vnd.microsoft.icon">${publicUrl}/favicon.ico</Image>
<Url type="text/html" template="${pageUrl('/search', context)}?q={searchTerms}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="${pageUrl('/opensearch.xml', context)}"/>
<Language>${language}</Language>
<InputEncoding>UTF-8</InputEncoding>
</OpenSearchDescription>
`.text
}
