// Points of a list, one a thread. Uniforms: key0, key1, update, count, choices.
fn main(index: i32) {
  if (index >= uniforms.count) {
    return;
  }
  let pick = picks[below(word(forked(stream(), CHOICE), u32(index)), u32(uniforms.choices))];
  result[2 * index] = rows[2 * pick];
  result[2 * index + 1] = rows[2 * pick + 1];
}
