/** Looks up deployed CloudFormation stacks, their status and outputs. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { OperatorError } from '../operator-error.ts'
import type { Account, AccountClient } from './account.ts'
import { explainAwsErrors } from './errors.ts'

export interface DeployedStack {
  name: string
  region: string
  /** e.g. `UPDATE_COMPLETE` */
  status: string
  outputs: Record<string, string>
}

/** The stack, or `undefined` if it was never created. @throws {OperatorError} if AWS rejects the request */
export async function findStack(
  name: string,
  { region, clientOptions }: AccountClient,
): Promise<DeployedStack | undefined> {
  const client = new CloudFormationClient(clientOptions('CLOUDFORMATION'))
  const described = client.send(new DescribeStacksCommand({ StackName: name })).catch((error: Error) => {
    // An invalid name has the same error code; only the message differs.
    if (error.name === 'ValidationError' && /does not exist/.test(error.message)) return { Stacks: [] }
    throw error
  })
  const { Stacks: [stack] = [] } = await explainAwsErrors(`Cannot ask for the stack ${name} in ${region}`, described)
  client.destroy()
  // A change set that was never executed leaves an empty stack in this status.
  if (stack === undefined || stack.StackStatus === 'REVIEW_IN_PROGRESS') return undefined
  const outputs = Object.fromEntries((stack.Outputs ?? []).map(each => [each.OutputKey!, each.OutputValue!]))
  return { name, region, status: stack.StackStatus!, outputs }
}

/** @throws {OperatorError} if the stack does not exist */
export async function stackNamed(name: string, account: AccountClient): Promise<DeployedStack> {
  const stack = await findStack(name, account)
  if (stack) return stack
  throw new OperatorError(
    `There is no stack ${name} in ${account.region}: check --stack, --region and --profile, or run annals deploy first`,
  )
}

/** Holds the assets that cdk uploads; created once per account and region by `cdk bootstrap`. */
const BOOTSTRAP_STACK = 'CDKToolkit'

/** @throws {OperatorError} with the command to run if the region is not bootstrapped */
export async function requireBootstrap(account: Account): Promise<void> {
  const { id, region } = account
  const toolkit = await findStack(BOOTSTRAP_STACK, account)
  if (toolkit === undefined)
    throw new OperatorError(
      `Account ${id} is not bootstrapped for the CDK in ${region}: run npx cdk bootstrap aws://${id}/${region} once, then try again`,
    )
}
