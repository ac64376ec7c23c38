/** The files that drawing needs, where they are on this machine. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** @param root of the project; or of its compiled code in the package, where they are in the ready-made bundle */
export function pngFiles(root: string) {
  const bundle = join(root, 'functions/pictures')
  if (existsSync(bundle)) return { renderer: join(bundle, 'resvg.wasm'), fonts: join(bundle, 'fonts') }
  return {
    renderer: createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm'),
    fonts: join(root, 'lambdas/png/fonts'),
  }
}
