/** One Lambda function of the service: its bundle, its role and log, and the words in which the stack grants it things. */
import { join } from 'node:path'
import type { IEventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda'
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { type Access, TABLE_VARIABLES, type TableName } from '../../lambdas/store/tables.ts'
import { bundling } from '../bundling.ts'
import { ONE_MONTH } from './retention.ts'
import type { TimelineTable } from './table.ts'
import { type FunctionName, parseAccess } from './table-access.ts'

export interface TimelineFunctionProps {
  /** The project's root folder. */
  root: string
  /** MiB; Lambda gives processor time in proportion. */
  memory: number
  timeout: Duration
  environment: Record<string, string>
  /** A folder of the project that the function finds beside its code, at `DATA_FOLDER`. */
  dataFolder?: string
}

/** The function `name`, whose `handler` is in `lambdas/functions/`. It may write its own log and nothing else until it is granted more. */
export class TimelineFunction extends Construct {
  readonly lambda: NodejsFunction

  constructor(scope: Construct, name: FunctionName, props: TimelineFunctionProps) {
    super(scope, name)
    const { root, memory, timeout, environment, dataFolder } = props
    // The role that CDK would make may write every log of the account.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    const logGroup = new LogGroup(this, 'Log', ONE_MONTH)
    logGroup.grantWrite(role)
    this.lambda = new NodejsFunction(this, 'Function', {
      entry: join(root, 'lambdas/functions', `${name}.ts`),
      projectRoot: root,
      depsLockFilePath: join(root, 'package-lock.json'),
      bundling: bundling(dataFolder),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memory,
      timeout,
      role,
      logGroup,
      environment: {
        ...environment,
        ...(dataFolder && { DATA_FOLDER: `/var/task/${dataFolder}` }),
      },
    })
  }

  /**
   * Lets the function do exactly what `access` says, and tells it the names of the tables concerned.
   * @throws {OperatorError} when an access names nothing
   */
  mayUse(tables: Record<TableName, TimelineTable>, access: readonly Access[]): void {
    const byTarget = Map.groupBy(access.map(parseAccess), ({ table, index }) => `${table}/${index}`)
    for (const granted of byTarget.values()) {
      const { table, index } = granted[0]!
      const { tableArn, tableName } = tables[table]
      this.lambda.addEnvironment(TABLE_VARIABLES[table], tableName)
      this.lambda.addToRolePolicy(
        new PolicyStatement({
          actions: granted.map(({ action }) => `dynamodb:${action}`),
          resources: [index ? `${tableArn}/index/${index}` : tableArn],
        }),
      )
    }
  }

  /** Lets the function publish to the topic and on the bus, and tells it their names. */
  mayAnnounceOn(topic: ITopic, bus: IEventBus): void {
    this.lambda.addEnvironment('TOPIC_ARN', topic.topicArn)
    this.lambda.addEnvironment('EVENT_BUS', bus.eventBusName)
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }))
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }))
  }
}
