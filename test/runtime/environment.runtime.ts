/** A function that is not told something by its environment does not start, and says what it misses. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { assemblyOfTests, deployedFunctions, FUNCTIONS } from './assembly.ts'
import { type Deployment, startDeployment } from './deployment.ts'

/** For Node, which starts without them. */
const NOT_READ = ['NODE_OPTIONS']

const functions = await deployedFunctions(assemblyOfTests())

let deployment: Deployment
beforeAll(async () => {
  // Nothing that a function does before its first invocation reaches DynamoDB.
  deployment = await startDeployment({ functions, endpoint: 'http://127.0.0.1:1', additional: {} })
})
afterAll(() => deployment.stop())

describe.each(FUNCTIONS)('%s', name => {
  test('starts with what the template gives it', async () => {
    const { initMilliseconds, stop } = await deployment.start(name)
    expect(initMilliseconds).toBeGreaterThan(0)
    await stop()
  })

  const variables = Object.keys(functions[name].environment).filter(variable => !NOT_READ.includes(variable))
  test.each(variables)('does not start without %s, and names it', async variable => {
    const { [variable]: _, ...rest } = deployment.environment(name)
    const message = `The environment variable ${variable} is not set`
    await expect(deployment.start(name, rest)).rejects.toThrow(message)
  })
})
