import { endpoint } from '../../http/endpoint.ts'
import { FAVICON, favicon, touchIcon } from '../../pages/favicon.ts'

const ICON = { cache: 'page', dependsOn: [] } as const

export const getFavicon = [
  endpoint({ ...ICON, path: '/favicon.svg', representation: 'svg', handle: () => ({ body: FAVICON }) }),
  // Asked for by programs that read no page.
  endpoint({ ...ICON, path: '/favicon.ico', representation: 'icon', handle: () => ({ body: favicon() }) }),
  endpoint({ ...ICON, path: '/apple-touch-icon.png', representation: 'png', handle: () => ({ body: touchIcon() }) }),
]
