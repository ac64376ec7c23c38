import { endpoint } from '../../http/endpoint.ts'
import { FAVICON } from '../../pages/favicon.ts'

export const getFavicon = endpoint({
  path: '/favicon.svg',
  cache: 'page',
  dependsOn: [],
  representation: 'svg',
  handle: () => ({ body: FAVICON }),
})
