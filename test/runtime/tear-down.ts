/** Removes the cloud assembly after all tests. */
import { rm } from 'node:fs/promises'

export default async function tearDown(): Promise<void> {
  await rm(process.env.ANNALS_ASSEMBLY!, { recursive: true, force: true })
}
