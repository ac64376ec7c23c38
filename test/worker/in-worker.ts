/**
 * Modules that a jest worker loads once. Jest gives every test file modules of its own, which Node compiles and warms up again: the CDK takes
 * 2 s for its first synthesis and 0.2 s for the next, the local host 1.5 s to start and then 0.2 s. What is imported here is loaded by Node
 * itself instead, outside of the sandbox, and stays for the next file. It has its own globals: an error from there is no `instanceof Error`
 * of the test, and `jest.spyOn(Date, 'now')` does not reach it.
 */
declare global {
  var importOutsideOfSandbox: undefined | ((url: string) => Promise<unknown>)
}

/** @param url of the module, from `import.meta.resolve`. Outside of jest this is a plain import. */
export const importInWorker = <Module>(url: string): Promise<Module> =>
  (globalThis.importOutsideOfSandbox ?? ((each: string) => import(each)))(url) as Promise<Module>
