/** The layout of every page: document head, navigation, languages and search. */
import type { Timeline } from '../domain/event.ts'
import { directionOf, languageAround, phrasesOf } from '../domain/language.ts'
import { mediaPath } from '../domain/media.ts'
import { chooseFor, type Language } from '../domain/text.ts'
import { pagePath, type RenderContext, timelineTitle } from '../domain/view.ts'
import { inLanguage } from '../feeds/content.ts'
import { type FeedName, feedTitle } from '../feeds/frame.ts'
import { html, type Markup } from '../feeds/markup.ts'
import { accentPath } from './accent.ts'
import assets from './assets.json' with { type: 'json' }
import { licenceLine, publisherLine } from './ownership.ts'
import { picturePath } from './picture-path.ts'

/** A path without language prefix, including the query if the page depends on it. */
export type Path = `/${string}`

export interface Page {
  /** Omitted for the home page, which uses the title of the timeline. */
  title?: string
  /** One or two sentences for search engines and link previews. */
  description: string
  path: Path
  main: Markup
  /** Open Graph type. */
  kind?: 'website' | 'article'
  /** Shown in link previews: the view of that path, by default the timeline. */
  picture?: { path: Path; alt: string }
  /** Structured data from `json-ld.ts`. */
  jsonLd?: Markup
  /** The same content as data or as a feed. */
  alternates?: readonly Alternate[]
  /** The previous and next page in a sequence. */
  previous?: string | null | undefined
  next?: string | null | undefined
  /** Search terms, shown in the search form. */
  q?: string
  /** Whether the page has a board, which needs its own script. */
  hasBoard?: boolean
  /** Excludes the page from search engines: search results and error pages. */
  unlisted?: boolean
}

export interface Alternate {
  /** Readers take an alternate in JSON for a feed, so data of the page has another relation. */
  rel?: 'describedby'
  type: string
  title: string
  href: string
}

const FEEDS = ['anniversaries', 'updates', 'timeline'] as const satisfies readonly FeedName[]

/** Each entry with its name and the first segments of the addresses that belong to it. */
const MENU = [
  ['/timeline', 'timeline', ['timeline', 'years', 'events']],
  ['/days', 'days', ['days', 'on']],
  ['/categories', 'topics', ['categories', 'tags']],
  ['/places', 'places', ['places', 'actors']],
  ['/statistics', 'statistics', ['statistics']],
  ['/subscribe', 'subscribe', ['subscribe']],
  ['/about', 'about', ['about']],
] as const

const FOOTER = [
  ['/about', 'about'],
  ['/subscribe', 'subscribe'],
  ['/docs', 'reference'],
] as const

/** https://ogp.me/#optional requires a territory. A language of the interface has a usual one; for others, there is no locale. */
const openGraphLocale = (language: Language): string | false =>
  languageAround(language) === language && phrasesOf(language).locale.replace('-', '_')

/** URL of an asset. It contains a digest of the content, so browsers may cache it forever. */
const assetPath = (name: keyof typeof assets): string => `/assets/${assets[name].digest}/${name}`

/** The style sheets of every page. */
export const assetLinks = ({ timeline }: RenderContext): Markup =>
  html`<link rel="stylesheet" href="${assetPath('style.css')}">${timeline.accent && html`\n<link rel="stylesheet" href="${accentPath(timeline.accent)}">`}`

/** A link within the site, with the language prefix. */
export const linkTo = (path: Path, context: RenderContext): string => pagePath(path, context)

/** Renders a complete document. */
export function page({ main, ...about }: Page, context: RenderContext): string {
  const { language } = context
  const around = languageAround(language)
  return html`<!DOCTYPE html>
<html lang="${language}"${directionOf(language) === 'rtl' && html` dir="rtl"`}>
<head>
${head(about, context)}
</head>
<body${around !== language && html` lang="${around}" dir="ltr"`}>
<a class="skip" href="#main">${phrasesOf(language).pages.shared.skip}</a>
${header(about, context)}
<main id="main" tabindex="-1">
${main}
</main>
${footer(about, context)}
</body>
</html>
`.text
}

type Head = Omit<Page, 'main'>

function head(
  { title, description, path, kind = 'website', picture, jsonLd, ...more }: Head,
  context: RenderContext,
): Markup {
  const { language, timeline, publicUrl } = context
  const site = timelineTitle(context)
  const full = title === undefined ? site : `${title} – ${site}`
  const address = (each: Language) => `${publicUrl}${pagePath(path, { ...context, language: each })}`
  const [fallback] = timeline.languages
  const locale = openGraphLocale(language)
  return html`<meta charset="utf-8">
<title>${full}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
${
  more.unlisted
    ? html`<meta name="robots" content="noindex">`
    : html`<link rel="canonical" href="${address(language)}">
${timeline.languages.map(each => html`<link rel="alternate" hreflang="${each}" href="${address(each)}">\n`)}<link rel="alternate" hreflang="x-default" href="${address(fallback!)}">`
}
<meta property="og:site_name" content="${site}">
<meta property="og:type" content="${kind}">
<meta property="og:title" content="${title ?? site}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${address(language)}">
${locale && html`<meta property="og:locale" content="${locale}">`}
<meta property="og:image" content="${publicUrl}${picturePath(picture?.path ?? '/timeline', 'png', context)}">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="${picture?.alt ?? site}">
<meta name="twitter:card" content="summary_large_image">
${assetLinks(context)}
<link rel="icon" href="/favicon.ico" sizes="32x32">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/apple-touch-icon.png">
<link rel="search" type="application/opensearchdescription+xml" title="${site}" href="${linkTo('/opensearch.xml', context)}">
<script type="module" src="${assetPath('enhance.js')}"></script>
${more.hasBoard && html`<script type="module" src="${assetPath('board.js')}"></script>`}
${more.previous && html`<link rel="prev" href="${more.previous}">`}
${more.next && html`<link rel="next" href="${more.next}">`}
${[...(more.alternates ?? []), ...feeds(context)].map(
  each => html`<link rel="${each.rel ?? 'alternate'}" type="${each.type}" title="${each.title}" href="${each.href}">\n`,
)}${jsonLd}`
}

/** Advertises Atom only, because feed readers need one format; the subscription page lists the others. */
const feeds = (context: RenderContext): Alternate[] =>
  FEEDS.map(feed => ({
    type: 'application/atom+xml',
    title: feedTitle(feed, context),
    href: `/feeds/${feed}.atom?lang=${context.language}`,
  }))

function header({ title, path, q }: Head, context: RenderContext): Markup {
  const { language, timeline } = context
  const texts = phrasesOf(language).pages.shared
  const site = chooseFor(timeline.title, context)
  const others = timeline.languages.filter(each => each !== language)
  const [first] = path.slice(1).split(/[/?]/)
  const current = (target: Path, segments: readonly string[]) =>
    target === path ? html` aria-current="page"` : segments.includes(first!) && html` aria-current="true"`
  return html`<header class="site">
${title === undefined ? timeline.logo && html`<p class="name">${logo(timeline)}</p>` : html`<p class="name"><a href="${linkTo('/', context)}">${logo(timeline)}${inLanguage(site.text, site.language, language)}</a></p>`}
<nav class="menu" aria-label="${texts.navigation}">
<ul>
${MENU.map(([target, name, segments]) => html`<li><a href="${linkTo(target, context)}"${current(target, segments)}>${texts[name]}</a></li>\n`)}</ul>
</nav>
<form class="search" role="search" action="${linkTo('/search', context)}">
<label class="unseen" for="search">${texts.search}</label>
<input id="search" type="search" name="q" maxlength="200" required value="${q ?? ''}" placeholder="${texts.search}" autocomplete="off">
<button type="submit">${texts.search}</button>
</form>
${
  others.length > 0 &&
  html`<nav class="languages" aria-label="${texts.languages}">
<ul>
${others.map(each => html`<li><a href="${pagePath(path, { ...context, language: each })}" lang="${each}" hreflang="${each}"${directionOf(each) === 'rtl' && html` dir="rtl"`}>${languageName(each)}</a></li>\n`)}</ul>
</nav>`
}
</header>`
}

/** Has no alternative text, because the name of the timeline is beside it. */
const logo = ({ logo: file }: Timeline): Markup | undefined =>
  file && html`<img class="logo" src="${mediaPath(file)}" alt="" width="${file.width}" height="${file.height}">`

/** Cached because creating an `Intl.DisplayNames` costs more than the rest of the header. */
const languageNames = new Map<Language, string>()

/** The language's name for itself. */
function languageName(language: Language): string {
  const name = languageNames.get(language) ?? new Intl.DisplayNames([language], { type: 'language' }).of(language)!
  languageNames.set(language, name)
  return name
}

function footer({ path }: Head, context: RenderContext): Markup {
  const texts = phrasesOf(context.language).pages.shared
  const ownership = [publisherLine(context), licenceLine(context)].filter(each => each !== undefined)
  return html`<footer class="site">
<p>${texts.promise}</p>
${ownership.length > 0 && html`<p>${ownership.map((each, index) => html`${index > 0 && ' · '}${each}`)}</p>\n`}<nav aria-label="${texts.more}">
<ul>
${FOOTER.map(([target, name]) => html`<li><a href="${linkTo(target, context)}"${target === path && html` aria-current="page"`}>${texts[name]}</a></li>\n`)}</ul>
</nav>
</footer>`
}
