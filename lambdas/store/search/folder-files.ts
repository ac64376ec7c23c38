/** Search index files in a local folder. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreUnavailable } from '../event-store.ts'
import type { SearchFiles } from '../search-files.ts'

export const folderFiles = (folder: string): SearchFiles => ({
  read: name =>
    readFile(join(folder, name)).catch(cause => {
      throw new StoreUnavailable(`The search index ${join(folder, name)} cannot be read`, { cause })
    }),
  async write(name, bytes) {
    await mkdir(folder, { recursive: true })
    // The rename makes the write atomic for other processes.
    const written = join(folder, `${name}.${process.pid}`)
    await writeFile(written, bytes)
    await rename(written, join(folder, name))
  },
})
