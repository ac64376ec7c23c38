/** Has the deployment load the data folder whenever the folder or the code has changed, and fail when that fails. */
import { join } from 'node:path'
import { CustomResource, Duration, FileSystem } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import type { TimelineFunction } from './function.ts'

export interface DataLoadProps {
  /** The project's root folder. */
  root: string
  /** Name of the folder in it. */
  folder: string
  /** Name of the code: new code may write the same data otherwise. */
  build: string
  loader: TimelineFunction
}

/** CloudFormation would wait an hour for a loader that died; no loader runs longer than Lambda's quarter of an hour. */
const LONGEST_WAIT = Duration.minutes(16)

/** The loader answers CloudFormation itself (`lambdas/deployment`). Its attributes are what was written. */
export class DataLoad extends CustomResource {
  constructor(scope: Construct, id: string, { root, folder, build, loader }: DataLoadProps) {
    super(scope, id, {
      resourceType: 'Custom::TimelineData',
      serviceToken: loader.lambda.functionArn,
      serviceTimeout: LONGEST_WAIT,
      // CloudFormation asks again when one of these is another.
      properties: { Data: FileSystem.fingerprint(join(root, folder)), Build: build },
    })
    // Not before the loader may do what it has to: its grants are resources of their own.
    this.node.addDependency(loader)
  }

  /** What the load did, in a line. */
  get summary(): string {
    const count = (name: string) => this.getAttString(name)
    return `${count('Written')} events written, ${count('Deleted')} deleted, ${count('Unchanged')} unchanged; kept as edited since the last load: ${count('Kept')}; not loaded, changed both here and by an editor: ${count('Conflicts')}`
  }
}
