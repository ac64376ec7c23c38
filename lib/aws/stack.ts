/** What CloudFormation knows of a stack: whether it is there, in which state, and what it put out. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { OperatorError } from '../operator-error.ts'
import type { Account } from './account.ts'
import { askingAws } from './errors.ts'

type AccountAccess = Pick<Account, 'region' | 'access'>

export interface DeployedStack {
  name: string
  region: string
  /** e.g. `UPDATE_COMPLETE` */
  status: string
  outputs: Record<string, string>
}

/** The stack, or nothing where there is none that was ever created. @throws {OperatorError} if AWS refuses to tell */
export async function findStack(name: string, { region, access }: AccountAccess): Promise<DeployedStack | undefined> {
  const client = new CloudFormationClient(access('CLOUDFORMATION'))
  const described = client.send(new DescribeStacksCommand({ StackName: name })).catch((error: Error) => {
    // The same error as for a name that is none; only the words tell.
    if (error.name === 'ValidationError' && /does not exist/.test(error.message)) return { Stacks: [] }
    throw error
  })
  const { Stacks: [stack] = [] } = await askingAws(`Cannot ask for the stack ${name} in ${region}`, described)
  client.destroy()
  // A change set that was never executed leaves a name without a stack.
  if (stack === undefined || stack.StackStatus === 'REVIEW_IN_PROGRESS') return undefined
  const outputs = Object.fromEntries((stack.Outputs ?? []).map(each => [each.OutputKey!, each.OutputValue!]))
  return { name, region, status: stack.StackStatus!, outputs }
}

/** @throws {OperatorError} if there is none */
export async function stackNamed(name: string, account: AccountAccess): Promise<DeployedStack> {
  const stack = await findStack(name, account)
  if (stack) return stack
  throw new OperatorError(
    `There is no stack ${name} in ${account.region}: check --stack, --region and --profile, or run npm run deploy first`,
  )
}

/** Where the cdk command puts what it uploads; made once for each account and region by `cdk bootstrap`. */
const BOOTSTRAP_STACK = 'CDKToolkit'

/** @throws {OperatorError} with the command to run, if the region has not been prepared for the CDK */
export async function requireBootstrap(account: Account): Promise<void> {
  const { id, region } = account
  const toolkit = await findStack(BOOTSTRAP_STACK, account)
  if (toolkit === undefined)
    throw new OperatorError(
      `Account ${id} is not prepared for the CDK in ${region}: run npx cdk bootstrap aws://${id}/${region} once, then this again`,
    )
}
