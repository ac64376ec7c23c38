/** How a function becomes one file: the code it runs, the packages it uses, and nothing else. */
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'

const BUNDLING: BundlingOptions = {
  format: OutputFormat.ESM,
  // The ES modules of packages that have them: esbuild then leaves out what is not used.
  mainFields: ['module', 'main'],
  // The AWS SDK goes inside, as it was tested: the one that Lambda brings changes without a deployment.
  externalModules: [],
  minify: true,
  sourceMap: true,
  sourcesContent: false,
  logLevel: LogLevel.WARNING,
  // Packages that have CommonJS alone for Node, such as yaml, call the `require` that an ES module lacks.
  banner: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
}

const copying = (folder: string) => ({
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (from: string, to: string) => [`cp -r "${from}/${folder}" "${to}/${folder}"`],
})

/** @param dataFolder a folder of the project that goes beside the code */
export const bundling = (dataFolder: string | undefined): BundlingOptions =>
  dataFolder === undefined ? BUNDLING : { ...BUNDLING, commandHooks: copying(dataFolder) }
