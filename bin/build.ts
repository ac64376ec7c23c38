/** `npm run build`: compiles what the package contains into `dist`; npm runs it before it packs. */
import { buildPackage } from '../lib/package/build.ts'

await buildPackage()
