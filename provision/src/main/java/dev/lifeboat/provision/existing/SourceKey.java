package dev.lifeboat.provision.existing;

import dev.lifeboat.plan.Quote;
import java.util.Locale;

/// A key of a file with one value, as it was read.
///
/// @param name as the file has it
/// @param text empty where the value is a list or a mapping
/// @param place such as `cdk.json:7:27`
record SourceKey(String name, String text, String place) {

  /// The same word however it is written: `primary_region` is `primaryRegion`.
  String word() {
    return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
  }

  SourcedValue value(String translated) {
    return new SourcedValue(translated, "%s %s".formatted(place, shown()));
  }

  /// The name, which may be anything that a file can hold.
  String shown() {
    var quoted = Quote.of(name);
    return quoted.substring(1, quoted.length() - 1);
  }
}
