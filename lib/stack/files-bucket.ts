/** S3 buckets for what a load writes: the search index of a large timeline, and the images of the data folder. */
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { type CfnElement, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import type { TimelineFunction } from './function.ts'

export interface FilesBucketProps {
  /** Environment variable with the name of the bucket. */
  variable: string
  /** Names of all files; may end in `*`. */
  files: readonly string[]
}

/** Private. Nobody but the functions, the owner and, for images, the distribution reads it. */
export class FilesBucket extends Bucket {
  private readonly props: FilesBucketProps

  constructor(scope: Construct, id: string, props: FilesBucketProps) {
    super(scope, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      // The loader can write the files again. It empties the bucket before, since CloudFormation cannot delete one with objects.
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.props = props
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Its content is public through the distribution, which keeps no log of readers either.',
    })
  }

  /** Grants reading the files, and passes the bucket name in the environment. */
  grantFiles(reader: TimelineFunction): void {
    this.grantActions(['s3:GetObject'], reader)
  }

  /** Grants writing, listing and removing the files. */
  grantWrites(loader: TimelineFunction): void {
    this.grantActions(['s3:PutObject', 's3:DeleteObject'], loader)
    loader.allow(['s3:ListBucket'], [this.bucketArn])
  }

  private grantActions(actions: string[], user: TimelineFunction): void {
    const { variable, files } = this.props
    user.lambda.addEnvironment(variable, this.bucketName)
    user.allow(
      actions,
      files.map(name => this.arnForObjects(name)),
    )
    const id = Stack.of(this).getLogicalId(this.node.defaultChild as CfnElement)
    for (const pattern of files.filter(name => name.endsWith('*')))
      Validations.of(user.lambda.role!).acknowledge({
        id: `AwsSolutions-IAM5[Resource::<${id}.Arn>/${pattern}]`,
        reason: 'The names of pictures are those of files in the data folder.',
      })
  }
}
