package dev.lifeboat.provision.existing;

import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// A text as one word of YAML.
final class DraftWord {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*");
  private static final Pattern NO_TEXT = Pattern.compile("(?i)true|false|null|yes|no|on|off");

  private DraftWord() {}

  /// Plain where that is read as a text, else as JSON has it, whose strings are YAML's.
  static String of(String text) {
    return PLAIN.matcher(text).matches() && !NO_TEXT.matcher(text).matches()
        ? text
        : JsonMapper.shared().writeValueAsString(text);
  }
}
