/** Arithmetic in the field of 256 elements that QR codes use: polynomials modulo x⁸ + x⁴ + x³ + x² + 1. */
export function times(a: number, b: number): number {
  let product = 0;
  let left = a;
  for (let right = b; right > 0; right >>= 1) {
    if ((right & 1) === 1) product ^= left;
    left = (left << 1) ^ (left > 127 ? 0x11d : 0);
  }
  return product;
}

/** The product of (x − 2⁰)(x − 2¹)…: highest power first, its leading 1 left out. */
function generatorOf(degree: number): number[] {
  let generator = [1];
  let root = 1;
  for (let power = 0; power < degree; power += 1) {
    const longer = [...generator, 0];
    generator.forEach((value, index) => {
      longer[index + 1] = (longer[index + 1] ?? 0) ^ times(value, root);
    });
    generator = longer;
    root = times(root, 2);
  }
  return generator.slice(1);
}

/** The bytes that make the whole block divisible by the generator: up to half as many lost bytes can be restored. */
export function correctionOf(data: readonly number[], length: number): number[] {
  const generator = generatorOf(length);
  let rest = Array<number>(length).fill(0);
  for (const byte of data) {
    const factor = byte ^ (rest[0] ?? 0);
    rest = [...rest.slice(1), 0].map((value, index) => value ^ times(generator[index] ?? 0, factor));
  }
  return rest;
}
