package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Text;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/// Days as a plan writes them, by UTC.
final class DateText {
  static final Text<LocalDate> TYPE =
      new Text<>(
          "date",
          Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
          "write a date such as 2027-03-31",
          it -> date(it.group()));

  private DateText() {}

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
