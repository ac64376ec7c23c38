/** Stands in for `@aws-sdk/endpoint-cache` in one row of `bench:cold-start`: DynamoDB is not asked for endpoints. */
export class EndpointCache {}
