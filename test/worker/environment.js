/** Jest's environment for Node, with the way out of the sandbox that `in-worker.ts` describes. */
import { TestEnvironment } from 'jest-environment-node'

export default class extends TestEnvironment {
  async setup() {
    await super.setup()
    this.global.importOutsideOfSandbox = url => import(url)
  }
}
