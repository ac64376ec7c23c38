import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm'

/** Reads an encrypted parameter of Systems Manager when it is first needed. */
export function webhookSecret(name: string): () => Promise<string> {
  let secret: Promise<string> | undefined
  async function read(): Promise<string> {
    const { Parameter } = await new SSMClient({}).send(new GetParameterCommand({ Name: name, WithDecryption: true }))
    if (Parameter?.Value === undefined) throw new Error(`The parameter ${name} is empty`)
    return Parameter.Value
  }
  return () => {
    secret ??= read().catch(error => {
      secret = undefined
      throw error
    })
    return secret
  }
}
