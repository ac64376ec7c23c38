/** The AWS account and region of a command, from the environment or a profile. There is no default region. */
import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts'
import { OperatorError } from '../operator-error.ts'
import { explainAwsErrors } from './errors.ts'

export interface AccountChoice {
  profile?: string | undefined
  region?: string | undefined
}

export interface Account {
  /** Twelve digits. */
  id: string
  region: string
  /** ARN of the signed-in identity. */
  caller: string
  /** Of the SDK, for a service in this account. */
  clientOptions: (service: Service) => ClientOptions
  /** Environment for child processes that use the same account and region. */
  env: NodeJS.ProcessEnv
}

/** The options of a call to a service. */
export type AccountClient = Pick<Account, 'region' | 'clientOptions'>

/** Suffixes of the SDK's `AWS_ENDPOINT_URL_…` variables: https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-env-vars.html */
export type Service = 'STS' | 'CLOUDFORMATION' | 'DYNAMODB' | 'S3' | 'LAMBDA' | 'ACM' | 'CLOUDFRONT'

export type ClientOptions = Pick<STSClientConfig, 'region' | 'credentials' | 'profile' | 'logger'> & {
  endpoint?: string
}

/** For GetCallerIdentity, which works in any region: a missing region must not look like missing credentials. */
const ANY_REGION = 'us-east-1'

const KEYS = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_SESSION_TOKEN: undefined }

/** Suppresses the SDK's warning about keys in the environment that a profile overrides. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} }

/**
 * Resolves the credentials to an account and a region.
 * @throws {OperatorError} if credentials are missing or rejected, or if no region is set
 */
export async function signIn({ profile, region }: AccountChoice, env: NodeJS.ProcessEnv): Promise<Account> {
  const own = profile === undefined ? env : { ...env, ...KEYS, AWS_PROFILE: profile }
  const chosen = region ?? own.AWS_REGION ?? (await profileRegion(own))
  const clientOptions = clientOptionsIn(own, chosen ?? ANY_REGION)
  const client = new STSClient(clientOptions('STS'))
  const by = own.AWS_PROFILE === undefined ? '' : ` with the profile ${own.AWS_PROFILE}`
  const identity = await explainAwsErrors(`Cannot sign in${by}`, client.send(new GetCallerIdentityCommand({})))
  client.destroy()
  if (chosen === undefined)
    throw new OperatorError(
      'No region is set: choose one with --region, AWS_REGION or the profile, for example --region eu-central-1',
    )
  return {
    id: identity.Account!,
    caller: identity.Arn!,
    region: chosen,
    clientOptions,
    env: { ...own, AWS_REGION: chosen },
  }
}

/** Takes keys and endpoints from `env`. The SDK finds everything else itself: profiles, files and roles. */
const clientOptionsIn = (env: NodeJS.ProcessEnv, region: string) => (service: Service) => {
  const { AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env
  const endpoint = env[`AWS_ENDPOINT_URL_${service}`] ?? env.AWS_ENDPOINT_URL
  const keys = AWS_ACCESS_KEY_ID !== undefined &&
    AWS_SECRET_ACCESS_KEY !== undefined && {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN !== undefined && { sessionToken: AWS_SESSION_TOKEN }),
    }
  return {
    region,
    ...(endpoint && { endpoint }),
    ...(AWS_PROFILE !== undefined ? { profile: AWS_PROFILE, logger: SILENT } : keys && { credentials: keys }),
  }
}

const profileRegion = (env: NodeJS.ProcessEnv): Promise<string | undefined> =>
  new STSClient(env.AWS_PROFILE === undefined ? {} : { profile: env.AWS_PROFILE }).config
    .region()
    .catch(() => undefined)
