/** S3 bucket for the search index of a large timeline. Loads and imports write it; functions read it. */
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
      // The index can be rebuilt. `annals destroy` empties the bucket first, since CloudFormation cannot delete one with objects.
      removalPolicy: RemovalPolicy.DESTROY,
    })
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Only the functions and the owner use it, and its content is public through the API.',
    })
  }

  /** Grants one action on the index files only, and passes the bucket name in the environment. */
  grantFiles(action: 's3:GetObject' | 's3:PutObject', user: TimelineFunction): void {
    user.lambda.addEnvironment(SEARCH_VARIABLE, this.bucketName)
    user.allow(
      [action],
      SEARCH_FILES.map(name => this.arnForObjects(name)),
    )
  }
}
