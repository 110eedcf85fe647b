package dev.lifeboat.runbook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The name of one execution of a runbook; also its folder's name. Sorts by the time it began.
///
/// @param value such as `20261120-150411-7q2k`
public record RunId(@JsonValue String value) implements Comparable<RunId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final DateTimeFormatter BEGAN =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  // Without vowels and look-alikes: an id is read aloud on the worst day.
  private static final String LETTERS = "23456789bcdfghjkmnpqrstvwxz";
  private static final int SUFFIX_LENGTH = 4;

  @JsonCreator
  public RunId {
    if (!isName(value)) {
      throw new IllegalArgumentException("run id must match " + FORM + ", was '" + value + "'");
    }
  }

  /// Whether a run may have that name.
  public static boolean isName(String name) {
    return FORM.matcher(name).matches();
  }

  /// A new id for a run that begins at `began`; `random` keeps two of the same second apart.
  public static RunId create(Instant began, RandomGenerator random) {
    var id = new StringBuilder(BEGAN.format(began)).append('-');
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return new RunId(id.toString());
  }

  /// When a run of that name began, to the second; empty for a name of another form.
  public static Optional<Instant> began(String name) {
    try {
      return Optional.of(
          BEGAN.parse(name.substring(0, Math.max(0, name.lastIndexOf('-'))), Instant::from));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
