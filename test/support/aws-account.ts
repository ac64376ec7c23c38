/** Stands in for an AWS account on this machine: STS says who is signed in, CloudFormation which stacks there are. */

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { devNull } from 'node:os'

export const ACCOUNT_ID = '123456789012'
export const CALLER = `arn:aws:iam::${ACCOUNT_ID}:user/owner`

export interface Stack {
  status: string
  outputs?: Record<string, string>
}

/** An error of the service, e.g. `ExpiredToken`. */
export interface Refusal {
  code: string
  message: string
}

/** An account in which a deployment meets nothing to note. */
const SERVICES = {
  concurrentRuns: 1000,
  distributions: 1,
  certificate: {
    Status: 'ISSUED',
    DomainName: 'example.org',
    SubjectAlternativeNames: ['example.org', '*.example.org'],
  },
}

/** Actions of the services that have addresses in place of names. */
const PATHS: Record<string, string> = {
  '/2016-08-19/account-settings/': 'GetAccountSettings',
  '/2020-05-31/distribution': 'ListDistributions',
}

export interface AwsAccount {
  /** What a process needs in its environment to reach this account and no other. */
  env: NodeJS.ProcessEnv
  /** The region and action of each call since the start, or since the last `reset`, e.g. `eu-west-1 DescribeStacks`. */
  calls: string[]
  /** @param refusals what is answered instead, by action */
  reset(stacks?: Record<string, Stack>, refusals?: Record<string, Refusal>, services?: Partial<typeof SERVICES>): void
  stop(): Promise<void>
}

export async function startAwsAccount(): Promise<AwsAccount> {
  let stacks: Record<string, Stack> = {}
  let refusals: Record<string, Refusal> = {}
  let services = SERVICES
  const calls: string[] = []
  const server = createServer(async (request, response) => {
    const content = Buffer.concat(await request.toArray()).toString()
    const form = new URLSearchParams(content)
    const target = String(request.headers['x-amz-target']).split('.')[1]
    const action = form.get('Action') ?? target ?? PATHS[request.url!]!
    calls.push(`${/Credential=[^/]*\/\d+\/([^/]+)\//.exec(String(request.headers.authorization))?.[1]} ${action}`)
    const refuse = ({ code, message }: Refusal) => {
      response.writeHead(400, { 'content-type': 'text/xml' })
      response.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
      )
    }
    if (refusals[action]) return refuse(refusals[action])
    if (action === 'GetAccountSettings')
      return response.end(JSON.stringify({ AccountLimit: { ConcurrentExecutions: services.concurrentRuns } }))
    if (action === 'ListTables') return response.end(JSON.stringify({ TableNames: [] }))
    if (action === 'DescribeCertificate') return response.end(JSON.stringify({ Certificate: services.certificate }))
    if (action === 'ListDistributions')
      return response.end(`<DistributionList><Quantity>${services.distributions}</Quantity></DistributionList>`)
    const name = form.get('StackName')!
    const stack = stacks[name]
    if (action === 'DescribeStacks' && stack === undefined)
      return refuse({ code: 'ValidationError', message: `Stack with id ${name} does not exist` })
    response.writeHead(200, { 'content-type': 'text/xml' })
    response.end(action === 'DescribeStacks' ? described(name, stack!) : IDENTITY)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    env: {
      AWS_ENDPOINT_URL_STS: endpoint,
      AWS_ENDPOINT_URL_CLOUDFORMATION: endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ENDPOINT_URL_LAMBDA: endpoint,
      AWS_ENDPOINT_URL_ACM: endpoint,
      AWS_ENDPOINT_URL_CLOUDFRONT: endpoint,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_SESSION_TOKEN: undefined,
      AWS_REGION: 'eu-central-1',
      AWS_PROFILE: undefined,
      // Neither this machine's own files nor its cloud's are asked.
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    calls,
    reset(nextStacks = {}, nextRefusals = {}, nextServices = {}) {
      services = { ...SERVICES, ...nextServices }
      stacks = nextStacks
      refusals = nextRefusals
      calls.length = 0
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>${CALLER}</Arn><UserId>AIDA</UserId><Account>${ACCOUNT_ID}</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`

function described(name: string, { status, outputs = {} }: Stack): string {
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  )
  return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
    <StackName>${name}</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>${status}</StackStatus>
    <Outputs>${members.join('')}</Outputs>
  </member></Stacks></DescribeStacksResult></DescribeStacksResponse>`
}
