// Items of bytes, four numbers a thread. Uniforms: key0, key1, update, count, quads (words of an item), choices.
fn main(index: i32) {
  let item = index / uniforms.quads;
  if (item >= uniforms.count) {
    return;
  }
  let pick = picks[below(word(stream(), u32(item)), u32(uniforms.choices))];
  let four = u32(bytes[pick * uniforms.quads + index % uniforms.quads]);
  result[index] = vec4<f32>(
    values[four & 255u],
    values[(four >> 8u) & 255u],
    values[(four >> 16u) & 255u],
    values[four >> 24u],
  );
}
