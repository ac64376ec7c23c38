/** Custom resource that loads the data folder when it or the code has changed. If the load fails, so does the deployment. */
import { CustomResource, Duration, FileSystem } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import type { TimelineFunction } from './function.ts'

export interface DataLoadProps {
  folder: string
  /** Build id: new code may store the same data differently. */
  build: string
  loader: TimelineFunction
}

/** CloudFormation would wait an hour for a loader that crashed. Lambda stops it after 15 minutes. */
const LONGEST_WAIT = Duration.minutes(16)

/** The loader responds to CloudFormation itself (`lambdas/deployment`). The attributes are the counts of the load. */
export class DataLoad extends CustomResource {
  /** CloudFormation invokes the loader when one of these changes. */
  readonly properties: { Data: string; Build: string }

  constructor(scope: Construct, id: string, { folder, build, loader }: DataLoadProps) {
    const properties = { Data: FileSystem.fingerprint(folder), Build: build }
    super(scope, id, {
      resourceType: 'Custom::TimelineData',
      serviceToken: loader.lambda.functionArn,
      serviceTimeout: LONGEST_WAIT,
      properties,
    })
    this.properties = properties
    // The loader's grants are separate resources, which must exist before it runs.
    this.node.addDependency(loader)
    // A second attempt would start while CloudFormation has already given up the first.
    loader.lambda.configureAsyncInvoke({ retryAttempts: 0 })
  }

  /** Result of the load in one line. */
  get summary(): string {
    const count = (name: string) => this.getAttString(name)
    return `${count('Written')} events written, ${count('Deleted')} deleted, ${count('Unchanged')} unchanged; kept as edited since the last load: ${count('Kept')}; not loaded, changed both here and by an editor: ${count('Conflicts')}`
  }
}
