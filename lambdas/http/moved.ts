/** Redirects from addresses that no endpoint has, or that have another name now. Pure. */
import type { Timeline } from '../domain/event.ts'

interface Moved {
  status: 301 | 308
  path: string
}

const RSS = '/feeds/anniversaries.rss'

/** Addresses that people and programs try when they look for a feed. */
const FEED_ALIASES: Record<string, string> = {
  '/feed': RSS,
  '/rss': RSS,
  '/rss.xml': RSS,
  '/feed.xml': RSS,
  '/index.xml': RSS,
  '/atom.xml': '/feeds/anniversaries.atom',
  '/feed.json': '/feeds/anniversaries.json',
  '/feeds': '/subscribe',
}

/** The address meant by a path that no endpoint has: without a trailing slash, in lower case, or of a feed. @param isKnown whether there is something at a path */
export function movedPath(path: string, isKnown: (path: string) => boolean): Moved | undefined {
  // As a location, a path that begins with two slashes leads to another host.
  if (path.endsWith('/')) return { status: 308, path: path.replace(/\/+$/, '').replace(/^\/+/, '/') || '/' }
  const lower = path.toLowerCase()
  const alias = Object.hasOwn(FEED_ALIASES, lower) ? FEED_ALIASES[lower] : undefined
  if (alias !== undefined) return { status: 301, path: alias }
  return lower !== path && !path.includes('%') && isKnown(lower) ? { status: 308, path: lower } : undefined
}

/** The names of terms in path and query, by the vocabulary that lists their former names. */
const RENAMED = { category: 'categories', tag: 'tags' } as const

/** The address under the current ids of categories and tags; undefined if it has no former one. */
export function renamedAddress(
  { rawPath, path, query }: { rawPath: string; path: Record<string, string>; query: URLSearchParams },
  { formerly = {} }: Timeline,
): string | undefined {
  const current = (name: string, value: string): string => {
    const renamed = formerly[RENAMED[name as keyof typeof RENAMED]] ?? {}
    return Object.hasOwn(renamed, value) ? renamed[value]! : value
  }
  const last = Object.entries(path).findLast(([name]) => name in RENAMED)
  const newPath = last ? rawPath.replace(/[^/]+$/, current(...last)) : rawPath
  const newQuery = new URLSearchParams(
    [...query].map(([name, value]): [string, string] => [name, current(name, value)]),
  )
  if (newPath === rawPath && `${newQuery}` === `${query}`) return undefined
  return addressOf(newPath, `${newQuery}`)
}

/** @param path decoded */
export const addressOf = (path: string, query: string): string =>
  path.toWellFormed().split('/').map(encodeURIComponent).join('/') + (query === '' ? '' : `?${query}`)
