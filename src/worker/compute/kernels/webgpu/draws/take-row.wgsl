// The row of this step. Uniforms: rows, length.
fn main(index: i32) {
  if (index < uniforms.length) {
    result[index] = block[(step[0] % uniforms.rows) * uniforms.length + index];
  }
}
