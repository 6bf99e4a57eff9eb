// x cut in two: the first `edge` numbers to `result`, the rest to `also`. Uniforms: edge, size.
fn main(index: i32) {
  if (index < uniforms.edge) {
    result[index] = x[index];
  } else if (index < uniforms.size) {
    also[index - uniforms.edge] = x[index];
  }
}
