  if (index < settings.threads_SLOT) {
    var sum = 0.0;
    for (var i = index; i < settings.size_SLOT; i += settings.threads_SLOT) {
      sum += update_SLOT(i);
    }
    squares[settings.offset + id.x] = sum;
    return;
  }
  index -= settings.threads_SLOT;
