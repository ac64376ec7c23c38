/** esbuild options for the Lambda bundles. */
import { join } from 'node:path'
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'

const ROOM = join(import.meta.dirname, 'bundling')

/** Replaces the SDK's credential provider chain: its STS and SSO clients would be a third of the bundle. */
export const ALIASES = { '@aws-sdk/credential-provider-node': join(ROOM, 'credentials.ts') }

/**
 * The SDK imports it for event streams only, which we do not use. Bundling it would also keep esbuild from tree-shaking the modules that it
 * shares with the rest.
 */
export const UNUSED = ['@smithy/core/event-streams']

const BUNDLING: BundlingOptions = {
  // ES modules start more slowly: importing a Node module evaluates exports that `require` creates on demand.
  format: OutputFormat.CJS,
  // esbuild can tree-shake ES modules only.
  mainFields: ['module', 'main'],
  // NodejsFunction excludes the SDK by default. The one in the Lambda runtime changes without a deployment, so bundle the tested one.
  externalModules: UNUSED,
  esbuildArgs: Object.fromEntries(Object.entries(ALIASES).map(([name, file]) => [`--alias:${name}`, file])),
  // Keep JSON out of the bundle, since V8 scans the whole bundle at every start.
  loader: { '.json': 'copy' },
  minify: true,
  sourceMap: true,
  sourcesContent: false,
  inject: [join(ROOM, 'source-map.ts')],
  logLevel: LogLevel.WARNING,
}

export const DATA_IN_BUNDLE = 'data'

/** Works in bash and in cmd.exe; the CDK runs hooks in either. */
const COPY = 'node -e "fs.cpSync(process.argv[1], process.argv[2], { recursive: true })"'

/** @param files absolute paths of files and folders to copy next to the bundle, by their names there */
export const bundling = (files: Record<string, string>): BundlingOptions => ({
  ...BUNDLING,
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_, to) => Object.entries(files).map(([name, file]) => `${COPY} "${file}" "${join(to, name)}"`),
  },
})
