package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// References of one plan to variables of the environment: `${NAME}` and `${NAME:-default}` in its
/// values, and `$${` for the characters themselves. They are resolved while its files are read, so
/// that what is kept and hashed has none. Used by one thread.
///
/// Never in keys, never in what `include` names, and not in texts that a plan hands on as they are,
/// where `${` may mean something to whoever gets them: commands, their variables, a canary's
/// requests and SQL. A secret is refused: a run keeps its plan, and shows it.
final class PlanReferences {
  private static final String BEGIN = "${";

  /// More in a variable is no value of a plan.
  private static final int LONGEST_VALUE = 4096;

  /// As much as a text of the file itself may have.
  private static final int LONGEST_TEXT = 1 << 19;

  /// From where it begins.
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Z_][A-Z0-9_]{0,127})(?::-([^}]*))?\\}");

  private static final Pattern SECRET =
      Pattern.compile(
          "(?:.*_)?(?:\\w*(?:PASSWORD|PASSWD|PASSPHRASE|PASSCODE|SECRET|TOKEN|CREDENTIAL|CRED|WEBHOOK"
              + "|(?:API|PRIVATE|SECRET|ACCESS|MASTER|SIGNING|ENCRYPTION)KEY)S?"
              + "|\\w*(?<!BY|COM)PASS|\\w*(?<!^|OLD)PWD|PW|AUTH|JWT|PIN|KEYS?)"
              + "(?:_(?!(?:.*_)?(?:NAME|ARN|FILE|PATH|ALIAS)$).*)?");

  /// A login within a URL, be it a token alone or a part of its query; a private key; the id of a
  /// key of AWS.
  private static final Pattern SECRET_VALUE =
      Pattern.compile(
          "://[^/@\\s]+@|[?&;](?i:password|passwd|pwd|token|secret)=|-----BEGIN |\\bAKIA[0-9A-Z]{16}\\b");

  private final Optional<Map<String, String>> environment;
  private final boolean areRead;
  private boolean areFound;
  private long characters;

  private PlanReferences(boolean areRead, Optional<Map<String, String>> environment) {
    this.areRead = areRead;
    this.environment = environment;
  }

  /// Of a text that is changed or laid out: everything stays as it is written.
  static PlanReferences untouched() {
    return new PlanReferences(false, Optional.empty());
  }

  /// @param environment empty for a plan that was resolved before: there only `$${` is read, and
  ///   whatever an older release took for a text is one
  static PlanReferences in(Optional<Map<String, String>> environment) {
    return new PlanReferences(true, environment);
  }

  /// Whether one was resolved, so that the file does not say what the plan says.
  boolean areFound() {
    return areFound;
  }

  /// A text as it reads back.
  ///
  /// @param path keys down to it; empty for items of lists
  static String escaped(String text, List<String> path) {
    return text.contains(BEGIN) && !KeyPaths.isHandedOn(path)
        ? text.replace(BEGIN, "$" + BEGIN)
        : text;
  }

  /// What a value says; empty after a mistake.
  ///
  /// @param path keys down to it; empty for items of lists
  Optional<String> value(String text, List<String> path, Position at, Mistakes mistakes) {
    if (!areRead || !text.contains(BEGIN) || KeyPaths.isHandedOn(path)) {
      return Optional.of(text);
    }
    var said = new StringBuilder();
    var last = "";
    int from = 0;
    for (int i = text.indexOf(BEGIN); i >= 0; i = text.indexOf(BEGIN, from)) {
      if (i > from && text.charAt(i - 1) == '$') {
        said.append(text, from, i - 1).append(BEGIN);
        from = i + BEGIN.length();
      } else if (environment.isEmpty()) {
        said.append(text, from, i + BEGIN.length());
        from = i + BEGIN.length();
      } else {
        said.append(text, from, i);
        var reference = REFERENCE.matcher(text).region(i, text.length());
        var fault =
            reference.lookingAt() ? put(reference, path, said) : ReferenceFault.NO_REFERENCE;
        last = reference.hasMatch() ? reference.group() : "";
        if (fault != ReferenceFault.NONE) {
          return refused(fault, last, path, at, mistakes);
        }
        from = reference.end();
      }
    }
    said.append(text, from, text.length());
    // Of the whole text: a login may be put together of its parts.
    if (!last.isEmpty() && SECRET_VALUE.matcher(said).find()) {
      return refused(ReferenceFault.SECRET_VALUE, last, path, at, mistakes);
    }
    mistakes.hold(Mistakes.bytes(said));
    return Optional.of(said.toString());
  }

  private static Optional<String> refused(
      ReferenceFault fault, String reference, List<String> path, Position at, Mistakes mistakes) {
    var where = String.join(".", path.stream().filter(it -> !it.isEmpty()).toList());
    mistakes.add(at, where, (where + " " + fault.told(reference)).strip(), fault.fix);
    return Optional.empty();
  }

  private ReferenceFault put(Matcher reference, List<String> path, StringBuilder said) {
    var name = reference.group(1);
    var byDefault = Optional.ofNullable(reference.group(2));
    if (KeyPaths.isAt(path, 0, IncludedFiles.INCLUDE.name())) {
      return ReferenceFault.NAMES_FILES;
    }
    if (byDefault.filter(it -> it.contains(BEGIN)).isPresent()) {
      return ReferenceFault.NESTED;
    }
    if (SECRET.matcher(name).matches()) {
      return ReferenceFault.SECRET_NAME;
    }
    var value = environment.map(it -> it.get(name)).filter(it -> !it.isEmpty()).or(() -> byDefault);
    if (value.filter(it -> !it.isEmpty()).isEmpty()) {
      return ReferenceFault.NOT_SET;
    }
    var text = value.get();
    if (text.length() > LONGEST_VALUE || said.length() + text.length() > LONGEST_TEXT) {
      return ReferenceFault.TOO_LONG;
    }
    characters += text.length();
    if (characters > PlanReader.MOST_BYTES) {
      return ReferenceFault.TOO_MUCH;
    }
    if (!text.codePoints().allMatch(Quote::isShown)) {
      return ReferenceFault.CONTROL;
    }
    areFound = true;
    said.append(text);
    return ReferenceFault.NONE;
  }
}
