import { endpoint } from '../../http/endpoint.ts'
import { robots } from '../../pages/robots.ts'

export const getRobots = endpoint({
  path: '/robots.txt',
  cache: 'page',
  dependsOn: [],
  representation: 'text',
  handle: ({ renderContext }) => ({ body: robots(renderContext.publicUrl) }),
})
