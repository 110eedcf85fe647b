package dev.lifeboat.files;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON of our own programs among each other: a field that nobody knows is a mistake, never passed
/// over.
public final class KnownFieldsJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private KnownFieldsJson() {}

  public static JsonMapper mapper() {
    return MAPPER;
  }
}
