/** Makes the cloud assembly once, before any test. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { synthesize } from './assembly.ts'

export default async function setUp(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'annals-assembly-'))
  process.env.ANNALS_ASSEMBLY = folder
  await synthesize(folder)
}
