package dev.lifeboat.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// One entry as one line of JSON, and the hash that chains it to the next.
final class JournalCodec {
  /// What the first entry carries as the hash of the line before.
  static final String NO_PREVIOUS = "0".repeat(64);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private JournalCodec() {}

  /// The line without its line feed.
  static byte[] encode(Entry entry) {
    return JSON.writeValueAsBytes(entry);
  }

  /// @throws tools.jackson.core.JacksonException when the line is not an entry
  static Entry decode(byte[] line) {
    return JSON.readValue(line, Entry.class);
  }

  static String hash(byte[] line) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }
}
