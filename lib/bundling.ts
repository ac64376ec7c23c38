/** How a function becomes one file: the code it runs, the packages it uses, and nothing else. */
import { join } from 'node:path'
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'

const ROOM = join(import.meta.dirname, 'bundling')

/** What the AWS SDK brings that a function never uses, or not so much of it: each replacement says why. On a laptop nothing is replaced. */
const REPLACEMENTS: Record<string, string> = {
  '@aws-sdk/client-dynamodb': 'dynamodb.ts',
  '@aws-sdk/lib-dynamodb': 'dynamodb.ts',
  '@aws-sdk/credential-provider-node': 'environment-credentials.ts',
  '@smithy/core/event-streams': 'event-streams.ts',
  '@smithy/core/serde': 'serde.ts',
}

const BUNDLING: BundlingOptions = {
  // As an ES module it starts later: `import` of Node's own modules makes all that they export, also what is otherwise made on demand.
  format: OutputFormat.CJS,
  // The ES modules of packages that have them: esbuild then leaves out what is not used.
  mainFields: ['module', 'main'],
  // The AWS SDK goes inside, as it was tested: the one that Lambda brings changes without a deployment.
  externalModules: [],
  esbuildArgs: {
    // V8 parses arrow functions in full where it passes over others until they are called, of which most never are in a start.
    '--supported:arrow': 'false',
    ...Object.fromEntries(Object.entries(REPLACEMENTS).map(([name, file]) => [`--alias:${name}`, join(ROOM, file)])),
  },
  // Beside the code: V8 goes through all that is in a bundle at every start, also through a document that is seldom asked for.
  loader: { '.json': 'copy' },
  minify: true,
  sourceMap: true,
  sourcesContent: false,
  inject: [join(ROOM, 'source-map.ts')],
  logLevel: LogLevel.WARNING,
}

const copying = (folder: string) => ({
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (from: string, to: string) => [`cp -r "${from}/${folder}" "${to}/${folder}"`],
})

/** @param dataFolder a folder of the project that goes beside the code */
export const bundling = (dataFolder: string | undefined): BundlingOptions =>
  dataFolder === undefined ? BUNDLING : { ...BUNDLING, commandHooks: copying(dataFolder) }
