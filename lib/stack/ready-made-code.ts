/** The functions of the package are bundled already, so that installing it takes neither esbuild nor our sources. */
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { AssetHashType, DockerImage } from 'aws-cdk-lib/core'
import { DATA_IN_BUNDLE } from '../bundling.ts'

/** Folder of the bundles below the root of the compiled code; each has the name of its function. */
export const BUNDLES = 'functions'

/** The code of a function with `dataFolder` beside it. Undefined in the repository, where it is bundled from the sources. */
export function readyMadeCode(root: string, name: string, dataFolder: string | undefined): Code | undefined {
  const folder = join(root, BUNDLES, name)
  if (!existsSync(folder)) return undefined
  if (dataFolder === undefined) return Code.fromAsset(folder)
  const tryBundle = (to: string) => {
    cpSync(folder, to, { recursive: true })
    cpSync(dataFolder, join(to, DATA_IN_BUNDLE), { recursive: true })
    return true
  }
  // The image is never used, because `tryBundle` succeeds.
  const bundling = { image: DockerImage.fromRegistry('none'), local: { tryBundle } }
  return Code.fromAsset(folder, { assetHashType: AssetHashType.OUTPUT, bundling })
}
