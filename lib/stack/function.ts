/** One Lambda function with its bundle, role and log, and methods that grant it access. */
import { join } from 'node:path'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { type Duration, Stack, Validations } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { type Access, TABLE_VARIABLES, type TableName } from '../../lambdas/store/tables.ts'
import { bundling, DATA_IN_BUNDLE } from '../bundling.ts'
import { readyMadeCode } from './ready-made-code.ts'
import { ONE_MONTH } from './retention.ts'
import type { TimelineTable } from './table.ts'
import { type FunctionName, parseAccess } from './table-access.ts'

export interface TimelineFunctionProps {
  /** The project's root folder. */
  root: string
  /** MiB; processor time is proportional. */
  memory: number
  timeout: Duration
  environment: Record<string, string>
  /** Whether X-Ray traces the requests. */
  tracing?: boolean
  /** A folder to put into the bundle; the function finds it at `DATA_FOLDER`. */
  dataFolder?: string
  /** Files to put into the bundle, by name. */
  files?: Record<string, string>
}

/** The function `name`, whose handler is in `lambdas/functions/`. At first it can only write its own log. */
export class TimelineFunction extends Construct {
  readonly lambda: LambdaFunction

  constructor(scope: Construct, name: FunctionName, props: TimelineFunctionProps) {
    super(scope, name)
    const { root, memory, timeout, environment, tracing, dataFolder, files } = props
    // The role that the CDK creates by default could write every log of the account.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    const logGroup = new LogGroup(this, 'Log', ONE_MONTH)
    logGroup.grantWrite(role)
    const shared = {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memory,
      timeout,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      ...(tracing && { tracing: Tracing.ACTIVE }),
      environment: {
        ...environment,
        ...(dataFolder && { DATA_FOLDER: `/var/task/${DATA_IN_BUNDLE}` }),
      },
    }
    const code = readyMadeCode(root, name, dataFolder)
    this.lambda = code
      ? new LambdaFunction(this, 'Function', { code, handler: 'index.handler', ...shared })
      : new NodejsFunction(this, 'Function', {
          entry: join(root, 'lambdas/functions', `${name}.ts`),
          projectRoot: root,
          depsLockFilePath: join(root, 'package-lock.json'),
          bundling: bundling({ ...files, ...(dataFolder && { [DATA_IN_BUNDLE]: dataFolder }) }),
          ...shared,
        })
    if (tracing)
      Validations.of(role).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'X-Ray has no resources: its actions can be granted for * only.',
      })
  }

  allow(actions: string[], resources: string[]): void {
    this.lambda.addToRolePolicy(new PolicyStatement({ actions, resources }))
  }

  grantTables(tables: Record<TableName, TimelineTable>, access: readonly Access[]): void {
    // Without Map.groupBy, because CDK apps still run on Node 20.
    const byTarget: Record<string, ReturnType<typeof parseAccess>[]> = {}
    for (const each of access.map(parseAccess)) {
      const target = `${each.table}/${each.index}`
      byTarget[target] = [...(byTarget[target] ?? []), each]
    }
    for (const granted of Object.values(byTarget)) {
      const { table, index } = granted[0]!
      const { tableArn, tableName } = tables[table]
      this.lambda.addEnvironment(TABLE_VARIABLES[table], tableName)
      const actions = granted.map(({ action }) => `dynamodb:${action}`)
      this.allow(actions, [index ? `${tableArn}/index/${index}` : tableArn])
    }
  }

  /** Grants clearing the cache of a distribution, and passes its id in the environment. */
  grantClear({ distributionId, distributionArn }: Distribution): void {
    this.lambda.addEnvironment('DISTRIBUTION', distributionId)
    this.allow(['cloudfront:CreateInvalidation'], [distributionArn])
  }

  /** Grants publishing to the topic and the bus, and passes their names in the environment. */
  grantAnnounce(topic: ITopic, bus: IEventBus): void {
    this.lambda.addEnvironment('TOPIC_ARN', topic.topicArn)
    this.lambda.addEnvironment('EVENT_BUS', bus.eventBusName)
    this.allow(['sns:Publish'], [topic.topicArn])
    this.allow(['events:PutEvents'], [bus.eventBusArn])
  }

  /** Grants reading an encrypted parameter of Systems Manager. Its default key needs no grant of its own. */
  grantParameter(name: string): void {
    const parameter = { service: 'ssm', resource: 'parameter', resourceName: name.slice(1) }
    this.allow(['ssm:GetParameter'], [Stack.of(this).formatArn(parameter)])
  }
}
