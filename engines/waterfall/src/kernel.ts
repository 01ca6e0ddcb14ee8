/**
 * The inner loop of the simulation, in WebAssembly: its sources are AssemblyScript in `engines/waterfall/kernel`, compiled
 * into `kernel-code.ts`. Compiled JavaScript checks every number it reads of an array; the kernel does not, and takes
 * cash and balance of a period in one step. This file starts it and gives it memory; `kernel-layout.ts` fills that.
 */
import { KERNEL_CODE } from './kernel-code.ts';

/** What `kernel/layout.ts` lets be set. */
export const LAYOUT_NAMES = [
  'loans',
  'periods',
  'cells',
  'bits',
  'starts',
  'spans',
  'runs',
  'runCount',
  'plans',
  'within',
  'leaving',
  'gone',
  'exits',
  'backs',
  'planned',
  'flows',
  'pool',
  'fees',
  'poolFees',
  'collectionFees',
  'tranches',
  'seniors',
  'mezzanines',
  'seniorSum',
  'mezzanineSum',
  'juniorSum',
  'interest',
  'ranks',
  'openingCash',
  'reserve',
  'reserveFixed',
  'retains',
  'dueAt',
  'standing',
] as const;

/** Counts, amounts in fen, and addresses in bytes; what each is, `kernel/layout.ts` says. */
export type KernelLayout = Readonly<Record<(typeof LAYOUT_NAMES)[number], number>>;

/** What the kernel does; each step takes what the one before it answers. */
export interface KernelSteps {
  /** Draws who leaves on a path; answers how many. */
  readonly drawByPeriod: (seed: number, path: number) => number;
  readonly drawByAlias: (seed: number, path: number) => number;
  /** Lays what the pool then brings; answers the fen that default. */
  readonly lay: (count: number) => number;
  /** Pays in order; answers the first period that could not be paid as planned. */
  readonly pay: (lost: number) => number;
  /** Interest on an amount; the place of a period and tranche. */
  readonly interestOf: (amount: number, at: number) => number;
  /** Amount × share, half a fen rounded up, and rounded down; `share` is where its row lies. */
  readonly shareOf: (amount: number, share: number) => number;
  readonly wholeShareOf: (amount: number, share: number) => number;
}

type KernelExports = KernelSteps & Readonly<Record<keyof KernelLayout, { value: number }>>;

interface KernelMemory {
  readonly buffer: ArrayBuffer;
  readonly grow: (pages: number) => number;
}

// Every place that engines run in has these; the library of types that engines are checked with does not.
declare const atob: (base64: string) => string;
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number }) => KernelMemory;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: KernelMemory } },
  ) => { readonly exports: KernelExports };
};

let compiled: object | undefined;

function kernelModule(): object {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_CODE), (letter) => letter.charCodeAt(0)));
  return compiled;
}

const PAGE = 65_536;
/** Rows that are read as one lie at multiples of this. */
const LINE = 64;

type Numbers = Float64Array | Int32Array;

/** A kernel of its own memory. Arrays are put in first, then it is told where they lie, then it may be asked. */
export class Kernel {
  private readonly memory = new WebAssembly.Memory({ initial: 1 });
  private readonly exports: KernelExports;
  private used = LINE;

  constructor() {
    this.exports = new WebAssembly.Instance(kernelModule(), { env: { memory: this.memory } }).exports;
  }

  get steps(): KernelSteps {
    return this.exports;
  }

  /** Copies an array into memory; answers its address. */
  put(numbers: Numbers): number {
    const at = this.used;
    this.used = Math.ceil((at + numbers.byteLength) / LINE) * LINE;
    const missing = Math.ceil((this.used - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.memory.grow(missing);
    new Uint8Array(this.memory.buffer, at).set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    return at;
  }

  /** Says where everything lies. */
  tell(layout: KernelLayout): void {
    for (const name of LAYOUT_NAMES) this.exports[name].value = layout[name];
  }

  /** What lies at an address, shared with the kernel. Memory must not grow after this. */
  doubles(at: number, length: number): Float64Array {
    return new Float64Array(this.memory.buffer, at, length);
  }

  integers(at: number, length: number): Int32Array {
    return new Int32Array(this.memory.buffer, at, length);
  }
}
