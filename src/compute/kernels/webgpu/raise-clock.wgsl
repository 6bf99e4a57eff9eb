// `updates` more updates were made. Apart from the updates, all of which read the clock.
fn main(index: i32) {
  if (index == 0) {
    result[0] += f32(uniforms.updates);
  }
}
