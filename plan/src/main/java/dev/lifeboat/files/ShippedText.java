package dev.lifeboat.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Text that this build carries.
public final class ShippedText {
  private ShippedText() {}

  /// The file `name` beside a class, in UTF-8.
  public static String beside(Class<?> reader, String name) {
    try (var in = Objects.requireNonNull(reader.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
