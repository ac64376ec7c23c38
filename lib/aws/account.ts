/** The AWS account and region that a command works on: those of the environment or of a profile, and never a guess. */
import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts'
import { OperatorError } from '../operator-error.ts'
import { askingAws } from './errors.ts'

/** Options of every command that reaches an account. */
export const ACCOUNT_OPTIONS = { profile: { type: 'string' }, region: { type: 'string' } } as const

export interface AccountChoice {
  profile?: string | undefined
  region?: string | undefined
}

export interface Account {
  /** Twelve digits. */
  id: string
  region: string
  /** Who is signed in there, as an ARN. */
  caller: string
  /** What a client of the SDK for a service of this account is made with. */
  access: (service: Service) => ClientAccess
  /** The environment in which other programs reach the same account and region. */
  env: NodeJS.ProcessEnv
}

/** By the names that the SDK gives their endpoints in the environment: https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-env-vars.html */
export type Service = 'STS' | 'CLOUDFORMATION' | 'DYNAMODB' | 'S3'

export type ClientAccess = Pick<STSClientConfig, 'region' | 'credentials' | 'profile' | 'logger'> & {
  endpoint?: string
}

/** GetCallerIdentity answers in every region; a region that is missing must not pass for credentials that are. */
const ANY_REGION = 'us-east-1'

const KEYS = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_SESSION_TOKEN: undefined }

/** The SDK would warn of keys in the environment, which a chosen profile overrides. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} }

/**
 * Finds out where the credentials lead.
 * @throws {OperatorError} if there are no credentials, AWS does not take them, or no region is set
 */
export async function signIn({ profile, region }: AccountChoice, env: NodeJS.ProcessEnv): Promise<Account> {
  const own = profile === undefined ? env : { ...env, ...KEYS, AWS_PROFILE: profile }
  const chosen = region ?? own.AWS_REGION ?? (await profileRegion(own))
  const access = accessTo(own, chosen ?? ANY_REGION)
  const client = new STSClient(access('STS'))
  const by = own.AWS_PROFILE === undefined ? '' : ` with the profile ${own.AWS_PROFILE}`
  const identity = await askingAws(`Cannot sign in${by}`, client.send(new GetCallerIdentityCommand({})))
  client.destroy()
  if (chosen === undefined)
    throw new OperatorError(
      'No region is set: name one with --region, AWS_REGION or the profile, for example --region eu-central-1',
    )
  return {
    id: identity.Account!,
    caller: identity.Arn!,
    region: chosen,
    access,
    env: { ...own, AWS_REGION: chosen },
  }
}

/** Keys and endpoints are taken from `env`. Everything else – profiles, files, roles – the SDK finds by itself. */
const accessTo = (env: NodeJS.ProcessEnv, region: string) => (service: Service) => {
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

/** The region that the profile names, if it names one. */
const profileRegion = (env: NodeJS.ProcessEnv): Promise<string | undefined> =>
  new STSClient(env.AWS_PROFILE === undefined ? {} : { profile: env.AWS_PROFILE }).config
    .region()
    .catch(() => undefined)
