package dev.lifeboat.provision.existing;

import dev.lifeboat.plan.Quote;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The form of a value that a plan takes, so that what is imported is always a plan.
enum FactShape {
  REGION("[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}", "a region of AWS, such as eu-west-1"),
  IDENTIFIER("[A-Za-z][A-Za-z0-9-]{0,62}", "an identifier: letters, digits and '-'"),
  BUCKET("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "the name of a bucket"),
  NAME("[A-Za-z0-9_.+=,@/-]{1,255}", "a name: letters, digits and _.+=,@/-"),
  HOST("(?=.{1,253}$)([A-Za-z0-9_-]{1,63}\\.)+[A-Za-z0-9-]{2,63}", "a name that users know"),
  PATH("/[!#-&(-~]{0,254}", "a path that begins with '/'"),
  ARN("arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[A-Za-z0-9_+=,.@:/-]{1,512}", "an ARN"),
  EMAIL("[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,63}", "an address of e-mail"),
  ZONE("Z[A-Z0-9]{1,31}", "the id of a hosted zone, such as Z1234567890ABC"),
  ACCOUNT("[0-9]{12}", "the twelve digits of an account"),
  SOME("[1-9][0-9]?|100", "a whole number from 1 to 100"),
  COUNT("[0-9][0-9]?|100", "a whole number from 0 to 100"),
  SPAN("[1-9][0-9]{0,4}", "a whole number from 1 to 99999"),
  LOSS("0|[1-9][0-9]{0,4}", "a whole number from 0 to 99999"),
  TRUTH("true|false", "true or false"),
  ENGINE(
      "(rds-)?(postgres(ql)?|mysql|mariadb)",
      "rds-postgres, rds-mysql or rds-mariadb: no run moves another database");

  private static final Map<String, String> ENGINES =
      Map.of("postgres", "postgresql", "postgresql", "postgresql", "mysql", "mysql");

  private final Pattern pattern;
  private final String words;

  FactShape(String pattern, String words) {
    this.pattern = Pattern.compile(pattern);
    this.words = words;
  }

  /// The value as a plan has it; empty where it is of another form.
  Optional<String> parse(String text) {
    if (!pattern.matcher(text).matches()) {
      return Optional.empty();
    }
    var plain = text.replaceFirst("^rds-", "");
    return Optional.of(this == ENGINE ? ENGINES.getOrDefault(plain, plain) : text);
  }

  /// The same of a key of a file.
  ///
  /// @throws UnreadableSource with its place when it is of another form
  String require(SourceKey key) throws UnreadableSource {
    return parse(key.text())
        .orElseThrow(() ->
            new UnreadableSource(
                "%s: '%s' is %s"
                    .formatted(
                        key.place(),
                        key.shown(),
                        key.text().isEmpty() ? "no single value" : Quote.of(key.text())),
                "write " + words));
  }
}
