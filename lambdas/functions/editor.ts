import { createEditor } from './create-editor.ts'
import { configFromEnvironment, edgeCacheFromEnvironment } from './environment.ts'

export const handler = createEditor({ ...configFromEnvironment(), edgeCache: edgeCacheFromEnvironment() })
