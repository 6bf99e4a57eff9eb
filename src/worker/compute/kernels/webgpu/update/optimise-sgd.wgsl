fn update_SLOT(i: u32) -> f32 {
  let g = g_SLOT[i];
  let m = settings.beta1 * m_SLOT[i] + g;
  m_SLOT[i] = m;
  p_SLOT[i] = bounded(p_SLOT[i] - settings.rate * m);
  return g * g;
}
