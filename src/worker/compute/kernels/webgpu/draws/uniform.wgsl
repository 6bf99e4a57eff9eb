// Uniform numbers from four normal ones each: see src/worker/gan/ops/uniform.ts. Uniform: size (of the result).
fn main(index: i32) {
  if (index >= uniforms.size) {
    return;
  }
  let a = normals[index];
  let b = normals[index + uniforms.size];
  let c = normals[index + 2 * uniforms.size];
  let d = normals[index + 3 * uniforms.size];
  let first = a * a + b * b;
  result[index] = first / (first + c * c + d * d);
}
