/** How a function becomes one file: the code it runs, the packages it uses, and nothing else. */
import { join } from 'node:path'
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'

const ROOM = join(import.meta.dirname, 'bundling')

/** Replaces the SDK's chain of credential providers, whose clients of STS and SSO are a third of the bundle. */
export const ALIASES = { '@aws-sdk/credential-provider-node': join(ROOM, 'credentials.ts') }

/**
 * Not in the bundle: the SDK imports it when an operation streams events, which none of ours does. Inside, it would also keep esbuild
 * from dropping what is unused in every module it shares with the rest.
 */
export const UNUSED = ['@smithy/core/event-streams']

const BUNDLING: BundlingOptions = {
  // As an ES module it starts later: `import` of Node's own modules makes all that they export, also what is otherwise made on demand.
  format: OutputFormat.CJS,
  // The ES modules of packages that have them: esbuild then leaves out what is not used.
  mainFields: ['module', 'main'],
  // By default, NodejsFunction leaves out the whole SDK. The one that Lambda brings changes without a deployment; this one was tested.
  externalModules: UNUSED,
  esbuildArgs: {
    // V8 parses arrow functions at once but skips `function`s until they are called: 3 ms less of a start.
    '--supported:arrow': 'false',
    ...Object.fromEntries(Object.entries(ALIASES).map(([name, file]) => [`--alias:${name}`, file])),
  },
  // Beside the code: V8 goes through all that is in a bundle at every start, also through a document that is seldom asked for.
  loader: { '.json': 'copy' },
  minify: true,
  sourceMap: true,
  sourcesContent: false,
  inject: [join(ROOM, 'source-map.ts')],
  logLevel: LogLevel.WARNING,
}

/** For the shell of any system: CDK runs the commands of a bundling by bash or cmd.exe. */
const COPY = 'node -e "fs.cpSync(process.argv[1], process.argv[2], { recursive: true })"'

const copying = (folder: string) => ({
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (from: string, to: string) => [`${COPY} "${join(from, folder)}" "${join(to, folder)}"`],
})

/** @param dataFolder a folder of the project that goes beside the code */
export const bundling = (dataFolder: string | undefined): BundlingOptions =>
  dataFolder === undefined ? BUNDLING : { ...BUNDLING, commandHooks: copying(dataFolder) }
