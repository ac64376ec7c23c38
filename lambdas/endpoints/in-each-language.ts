import type { Definition } from '../http/endpoint.ts'

/** An endpoint in the default language at its path, and in each other language at `/{language}` before it. */
export function inEachLanguage<S>(definition: Definition<S>): Definition<S>[] {
  const { path, parameters } = definition
  return [
    definition,
    {
      ...definition,
      path: `/{language}${path === '/' ? '' : path}`,
      parameters: ['language', ...parameters],
    },
  ]
}
