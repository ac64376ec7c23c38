/** Lists all feeds as OPML 2.0 (https://opml.org/spec2.opml). Pure. */
import type { Instant } from '../domain/civil-date.ts'
import type { Language } from '../domain/text.ts'
import { httpDate } from '../domain/time-zone.ts'
import { xml } from './markup.ts'

export interface Subscription {
  title: string
  url: string
  homeUrl: string
  language: Language
}

export interface SubscriptionGroup {
  title: string
  subscriptions: Subscription[]
}

/** The specification requires type `rss` for every format; readers detect the actual format. */
const outline = ({ title, url, homeUrl, language }: Subscription) => xml`
<outline type="rss" text="${title}" title="${title}" language="${language}" xmlUrl="${url}" htmlUrl="${homeUrl}"/>`

export const opml = (title: string, updated: Instant, groups: readonly SubscriptionGroup[]): string =>
  xml`<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
<head>
<title>${title}</title>
<dateModified>${httpDate(updated)}</dateModified>
</head>
<body>${groups.map(
    group => xml`
<outline text="${group.title}" title="${group.title}">${group.subscriptions.map(outline)}
</outline>`,
  )}
</body>
</opml>
`.text
