package dev.lifeboat.vault;

/// Some bytes of an array, which is not copied.
@SuppressWarnings("ArrayRecordComponent") // Handed from one method to the next, never compared.
record Span(byte[] bytes, int at, int length) {
  Span {
    if (at < 0 || length < 0 || at > bytes.length - length) {
      throw new IllegalArgumentException(
          "a span of %d at %d must lie within %d bytes".formatted(length, at, bytes.length));
    }
  }

  static Span of(byte[] bytes) {
    return new Span(bytes, 0, bytes.length);
  }
}
