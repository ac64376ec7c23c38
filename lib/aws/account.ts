/** The AWS account and region that a command works on: those of the environment or of a profile, and never a guess. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { OperatorError } from '../operator-error.ts'
import { askingAws } from './errors.ts'

/** Options of every command that reaches an account. */
export const ACCOUNT_OPTIONS = { profile: { type: 'string' }, region: { type: 'string' } } as const

export interface Account {
  /** Twelve digits. */
  id: string
  region: string
  /** Who is signed in there, as an ARN. */
  caller: string
}

/** GetCallerIdentity answers in every region; a region that is missing must not pass for credentials that are. */
const ANY_REGION = 'us-east-1'

/**
 * Finds out where the credentials lead, and settles the region for this process and those that it starts.
 * @throws {OperatorError} if there are no credentials, AWS does not take them, or no region is set
 */
export async function signIn({
  profile,
  region,
}: {
  profile?: string | undefined
  region?: string | undefined
}): Promise<Account> {
  if (profile !== undefined) useProfile(profile)
  const chosen = region ?? (await configuredRegion())
  const client = new STSClient({ region: chosen ?? ANY_REGION })
  const identity = await askingAws(`Cannot sign in${signingInWith()}`, client.send(new GetCallerIdentityCommand({})))
  client.destroy()
  if (chosen === undefined)
    throw new OperatorError(
      'No region is set: name one with --region, AWS_REGION or the profile, for example --region eu-central-1',
    )
  process.env.AWS_REGION = chosen
  return { id: identity.Account!, caller: identity.Arn!, region: chosen }
}

/** `AWS_REGION`, else that of the profile. */
const configuredRegion = (): Promise<string | undefined> => new STSClient({}).config.region().catch(() => undefined)

/** Keys in the environment would contend with those of the profile that is asked for. */
function useProfile(profile: string): void {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) delete process.env[name]
  process.env.AWS_PROFILE = profile
}

const signingInWith = (): string =>
  process.env.AWS_PROFILE === undefined ? '' : ` with the profile ${process.env.AWS_PROFILE}`
