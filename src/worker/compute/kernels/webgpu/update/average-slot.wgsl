fn update_SLOT(i: u32) -> f32 {
  a_SLOT[i] = kept * a_SLOT[i] + (1.0 - kept) * x_SLOT[i];
  return 0.0;
}
