/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundles. Lambda gives a function its credentials in three environment variables
 * and in no other way: what reads profiles, asks STS, SSO or an instance's metadata, and the four clients that it takes, are never called.
 */
import type { Credentials } from '../../lambdas/store/signature.ts'

/** @throws {Error} when there are none, which no attempt after it would mend */
export async function environmentCredentials(): Promise<Credentials> {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new Error('The environment variables AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set')
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  }
}

/** By the name under which the SDK's clients look for it. */
export const defaultProvider = () => environmentCredentials
