// The end of a layer: bias and a rectifier of slope `uniforms.slope` below zero, for four columns.
fn finish(sums: vec4<f32>, column: i32, at: i32) -> vec4<f32> {
  let biased = sums + biasAt(column);
  return select(uniforms.slope * biased, biased, biased > vec4<f32>(0));
}
