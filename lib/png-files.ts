/** The files that drawing needs, where they are on this machine. */
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** @param root of the project, or of its compiled code in the package */
export const pngFiles = (root: string) => ({
  renderer: createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm'),
  fonts: join(root, 'lambdas/png/fonts'),
})
