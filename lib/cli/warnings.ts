/** Warnings of values in a data folder that are allowed but probably mistakes. */
import type { Folder } from '../../lambdas/data/read-contents.ts'
import type { Timeline } from '../../lambdas/domain/event.ts'
import { INTERFACE_LANGUAGES } from '../../lambdas/domain/language.ts'
import { lookUp } from '../../lambdas/domain/text.ts'

/** The chronology that comes with Annals. Every folder that began as a copy of it must get a namespace of its own. */
export const SHIPPED = {
  namespace: '11752705-c56e-40c1-a089-98cda4479cb6',
  title: 'North Korean defectors and South Korea, 1997–2025',
}

export const warningsOf = ({ contents: { timeline }, unused }: Folder): string[] => [
  ...namespaceWarning(timeline),
  ...timeline.languages
    .filter(language => lookUp(language, INTERFACE_LANGUAGES) === undefined)
    .map(
      language =>
        `timeline.yaml: the interface does not speak ${language}: the words around its texts will be English (it speaks ${INTERFACE_LANGUAGES.join(', ')})`,
    ),
  ...unused.map(name => `media/${name}: no event uses it`),
]

function namespaceWarning({ namespace, title }: Timeline): string[] {
  const isShipped = namespace === SHIPPED.namespace
  if (!isShipped || Object.values(title).includes(SHIPPED.title)) return []
  return [
    `timeline.yaml: namespace ${namespace} is that of the chronology that comes with Annals, so readers would take your events for its events: replace it, for example by ${crypto.randomUUID()}`,
  ]
}
