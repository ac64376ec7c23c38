import { endpoint } from '../../http/endpoint.ts'
import { llmsText } from '../../pages/llms-text.ts'

export const getLlmsText = endpoint({
  path: '/llms.txt',
  cache: 'page',
  dependsOn: ['version'],
  representation: 'text',
  handle: ({ renderContext }) => ({ body: llmsText(renderContext) }),
})
