/** Checks before anything is built, of everything that can make a deployment fail. */
import { OperatorError } from '../operator-error.ts'
import type { Account } from './account.ts'
import { awsCall } from './signed-json.ts'
import type { DeployedStack } from './stack.ts'
import { orphanedTables } from './tables.ts'

export interface Plan {
  name: string
  stack: DeployedStack | undefined
  /** By name, as in the context of the CDK. */
  settings: Record<string, unknown>
}

/** @returns warnings, one line each. @throws {OperatorError} if the deployment would fail, with what to do */
type Check = (plan: Plan, account: Account) => Promise<string[]>

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html; new accounts begin with 10. */
const FEW_CONCURRENT_RUNS = 50

const concurrency: Check = async (_, account) => {
  const text = await awsCall(
    'Cannot ask for the limits of Lambda',
    { service: 'LAMBDA', name: 'lambda', path: '/2016-08-19/account-settings/' },
    account,
  )
  const most: number = JSON.parse(text).AccountLimit.ConcurrentExecutions
  if (most >= FEW_CONCURRENT_RUNS) return []
  return [
    `this account runs ${most} functions at once in ${account.region}; requests beyond get a 503. Ask for more, free of charge: aws service-quotas request-service-quota-increase --region ${account.region} --service-code lambda --quota-code L-B99A9384 --desired-value 1000`,
  ]
}

const certificate: Check = async ({ settings: { certificateArn, domainName } }, account) => {
  if (typeof certificateArn !== 'string' || typeof domainName !== 'string') return []
  const text = await awsCall(
    `Cannot ask for the certificate ${certificateArn}`,
    {
      service: 'ACM',
      name: 'acm',
      region: 'us-east-1',
      path: '/',
      target: 'CertificateManager.DescribeCertificate',
      body: { CertificateArn: certificateArn },
    },
    account,
  )
  const { Status, DomainName, SubjectAlternativeNames = [DomainName] } = JSON.parse(text).Certificate
  if (Status !== 'ISSUED')
    throw new OperatorError(
      `The certificate ${certificateArn} is ${Status}, not ISSUED: create the DNS records that aws acm describe-certificate --region us-east-1 --certificate-arn ${certificateArn} shows, and wait`,
    )
  if (!(SubjectAlternativeNames as string[]).some(name => covers(name, domainName)))
    throw new OperatorError(
      `The certificate ${certificateArn} is for ${SubjectAlternativeNames.join(', ')}, not for ${domainName}: request one for ${domainName} in us-east-1`,
    )
  return []
}

/** A wildcard stands for one label: https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html */
const covers = (name: string, domain: string): boolean =>
  name === domain || (name.startsWith('*.') && domain.slice(domain.indexOf('.')) === name.slice(1))

/** No call of AWS says whether an account is verified; an account with a distribution is. */
const cloudFront: Check = async ({ stack }, account) => {
  if (stack !== undefined) return []
  const text = await awsCall(
    'Cannot ask for the distributions of CloudFront',
    // CloudFront has one endpoint for all regions.
    { service: 'CLOUDFRONT', name: 'cloudfront', region: 'us-east-1', path: '/2020-05-31/distribution' },
    account,
  )
  if (!/<Quantity>0</.test(text)) return []
  return [
    'this account has no CloudFront distribution yet. If the deployment fails with "must be verified", nothing is left behind: open a case with AWS Support (account and billing, free of charge), and deploy again',
  ]
}

const orphans: Check = async ({ name, stack }, account) => {
  const tables = await orphanedTables(name, stack, account)
  return tables.map(
    table =>
      `the table ${table} is left from an earlier stack ${name} and costs its storage; this deployment does not use it. To delete it: aws dynamodb delete-table --region ${account.region} --table-name ${table}`,
  )
}

const firewall: Check = async ({ settings: { visitorLimit } }, { region }) => {
  if (visitorLimit === undefined || region === 'us-east-1') return []
  throw new OperatorError(
    `visitorLimit makes a web ACL for CloudFront, which AWS allows in us-east-1 only, not in ${region}: make one there and set webAclArn (docs/operations.md)`,
  )
}

/** In the order in which they fail. */
const CHECKS: readonly Check[] = [firewall, certificate, concurrency, cloudFront, orphans]

/** @returns warnings. @throws {OperatorError} at the first check that fails, with what to do */
export async function preflight(plan: Plan, account: Account): Promise<string[]> {
  const notes: string[] = []
  for (const check of CHECKS) notes.push(...(await check(plan, account)))
  return notes
}
