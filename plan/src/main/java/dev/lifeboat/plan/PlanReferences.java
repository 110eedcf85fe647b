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

  private static final String RULE =
      "write ${NAME} or ${NAME:-default} with a name in capitals, or $${ for these characters";

  private static final String NO_SECRETS =
      "never put a secret into a plan, which runs keep and show: name it, or its file, as 'pass',"
          + " 'secrets' and the 'keys' of a vault do";

  /// From where it begins.
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Z_][A-Z0-9_]{0,127})(?::-([^}]*))?\\}");

  private static final Pattern SECRET =
      Pattern.compile(
          "(?:.*_)?(?:\\w*(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL)S?|PASS|PW|KEYS?)"
              + "(?:_(?!(?:.*_)?(?:NAME|ARN|FILE|PATH|ALIAS)$).*)?");

  /// A login within a URL, and a private key.
  private static final Pattern SECRET_VALUE =
      Pattern.compile("(?s).*(://[^/@\\s]*:[^/@\\s]+@|-----BEGIN ).*");

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
    return text.contains(BEGIN) && !isHandedOn(path) ? text.replace(BEGIN, "$" + BEGIN) : text;
  }

  /// What a value says; empty after a mistake.
  ///
  /// @param path keys down to it; empty for items of lists
  Optional<String> value(String text, List<String> path, Position at, Mistakes mistakes) {
    if (!areRead || !text.contains(BEGIN) || isHandedOn(path)) {
      return Optional.of(text);
    }
    var said = new StringBuilder();
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
        var fault = reference.lookingAt() ? put(reference, path, said) : Fault.NO_REFERENCE;
        if (fault != Fault.NONE) {
          var where = String.join(".", path.stream().filter(it -> !it.isEmpty()).toList());
          var found = reference.hasMatch() ? reference.group() : "";
          mistakes.add(at, where, (where + " " + fault.told(found)).strip(), fault.fix);
          return Optional.empty();
        }
        from = reference.end();
      }
    }
    said.append(text, from, text.length());
    mistakes.hold(Mistakes.bytes(said));
    return Optional.of(said.toString());
  }

  private Fault put(Matcher reference, List<String> path, StringBuilder said) {
    var name = reference.group(1);
    var byDefault = Optional.ofNullable(reference.group(2));
    if (isAt(path, 0, IncludedFiles.INCLUDE.name())) {
      return Fault.NAMES_FILES;
    }
    if (byDefault.filter(it -> it.contains(BEGIN)).isPresent()) {
      return Fault.NESTED;
    }
    if (SECRET.matcher(name).matches()) {
      return Fault.SECRET_NAME;
    }
    var value = environment.map(it -> it.get(name)).filter(it -> !it.isEmpty()).or(() -> byDefault);
    if (value.filter(it -> !it.isEmpty()).isEmpty()) {
      return Fault.NOT_SET;
    }
    var text = value.get();
    if (text.length() > LONGEST_VALUE || said.length() + text.length() > LONGEST_TEXT) {
      return Fault.TOO_LONG;
    }
    characters += text.length();
    if (characters > PlanReader.MOST_BYTES) {
      return Fault.TOO_MUCH;
    }
    if (!text.codePoints().allMatch(Quote::isShown)) {
      return Fault.CONTROL;
    }
    if (SECRET_VALUE.matcher(text).matches()) {
      return Fault.SECRET_VALUE;
    }
    areFound = true;
    said.append(text);
    return Fault.NONE;
  }

  private static boolean isHandedOn(List<String> path) {
    return isAt(path, 0, "canary")
        || (isAt(path, 0, "lab") && isAt(path, 1, "canary"))
        || (isAt(path, 0, "workloads")
            && isAt(path, 2, "resources")
            && (isCommand(path, 4) || (isAt(path, 4, "lab") && isCommand(path, 5))));
  }

  private static boolean isCommand(List<String> path, int index) {
    return isAt(path, index, "run") || isAt(path, index, "environment");
  }

  private static boolean isAt(List<String> path, int index, String key) {
    return path.size() > index && path.get(index).equals(key);
  }

  /// What is wrong with a reference. None tells a value: it may be a secret.
  private enum Fault {
    NONE("", ""),
    NO_REFERENCE("has '${', which begins no reference here", RULE),
    NAMES_FILES(
        "refers to the environment by %s, and which files a plan has is for itself to say",
        "write their names"),
    NESTED("refers to the environment within %s", "write a default without a reference in it"),
    SECRET_NAME("refers to %s, which is named as a secret is", NO_SECRETS),
    NOT_SET(
        "refers to %s, and the environment has no such variable, or an empty one",
        "set it, or write a default as in ${NAME:-default}"),
    TOO_LONG("refers to %s, whose value is too long", "give 4096 characters at most"),
    TOO_MUCH("refers to %s, with which all values are more than 64 MiB", "refer to fewer"),
    CONTROL("refers to %s, whose value is not one line of text", "give it without breaks"),
    SECRET_VALUE("refers to %s, whose value has a login or a key in it", NO_SECRETS);

    private final String told;
    private final String fix;

    Fault(String told, String fix) {
      this.told = told;
      this.fix = fix;
    }

    String told(String reference) {
      return told.replace("%s", Quote.plain(reference));
    }
  }
}
