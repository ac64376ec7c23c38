/** Finds endpoints by path. */
/** A language tag in any case, because RFC 4647 lookup ignores it. */
const LANGUAGE_RANGE = '[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?'

export interface Match<E> {
  endpoint: E
  /** Path parameters by name, as written. */
  path: Record<string, string>
}

/** A language is matched by a pattern: otherwise `/v1/events/x` would be an event page in the language `v1`. */
function patternOf(template: string): RegExp {
  const pattern = template
    .replaceAll('.', '\\.')
    .replace(/\{(\w+)\}/g, (_, name) => `(?<${name}>${name === 'language' ? LANGUAGE_RANGE : '[^/]+'})`)
  return new RegExp(`^${pattern}$`)
}

/**
 * Finds every endpoint at a path, one per method. A trailing slash is another path. Of templates that match the same path, such as
 * `{id}.csv` and `{id}`, the first is meant.
 */
export function createRouter<E extends { path: string }>(endpoints: readonly E[]): (path: string) => Match<E>[] {
  const patterns = endpoints.map(endpoint => ({ endpoint, pattern: patternOf(endpoint.path) }))
  return path => {
    const matches = patterns.flatMap(({ endpoint, pattern }) => {
      const match = pattern.exec(path)
      return match ? [{ endpoint, path: { ...match.groups } }] : []
    })
    return matches.filter(({ endpoint }) => endpoint.path === matches[0]!.endpoint.path)
  }
}
