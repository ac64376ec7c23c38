/** The bucket in which loads and imports store the search index of a large timeline, and functions read it. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { RemovalPolicy, Validations } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import { SEARCH_FILES, SEARCH_VARIABLE } from '../../lambdas/store/search-files.ts'
import type { TimelineFunction } from './function.ts'

/** Empty unless the timeline has more than 10,000 events. */
export class SearchBucket extends Bucket {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      // What it holds can be made again. `npm run destroy` empties it first, as CloudFormation deletes no bucket that has files.
      removalPolicy: RemovalPolicy.DESTROY,
    })
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Only the functions and the owner use it, and what it holds is public by the API anyway.',
    })
  }

  /** Lets a function read or write the files of the index and nothing else. */
  grantFiles(action: 's3:GetObject' | 's3:PutObject', { lambda }: TimelineFunction): void {
    lambda.addEnvironment(SEARCH_VARIABLE, this.bucketName)
    const resources = SEARCH_FILES.map(name => this.arnForObjects(name))
    lambda.addToRolePolicy(new PolicyStatement({ actions: [action], resources }))
  }
}
