/** `npm run build`: compiles the package into `dist`. npm runs it before packing. */
import { buildPackage } from '../lib/package/build.ts'

await buildPackage()
