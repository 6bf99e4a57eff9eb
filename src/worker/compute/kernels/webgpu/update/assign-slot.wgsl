fn update_SLOT(i: u32) -> f32 {
  a_SLOT[i] = x_SLOT[i];
  return 0.0;
}
