/** The options that we use of a package without types: https://github.com/papandreou/subset-font */
declare module 'subset-font' {
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: 'truetype'
      keepFeatures: readonly string[]
      noLayoutClosure: boolean
      noHinting: boolean
      preserveNameIds: readonly number[]
    },
  ): Promise<Buffer>
}
