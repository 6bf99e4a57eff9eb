// The slope of a rectifier whose values lie in `mask`, `uniforms.slope` below zero; `at` counts the result's numbers.
fn finish(sums: vec4<f32>, column: i32, at: i32) -> vec4<f32> {
  return select(uniforms.slope * sums, sums, read_mask(at) > vec4<f32>(0));
}
