fn biasAt(column: i32) -> vec4<f32> {
  return vec4<f32>(0);
}
