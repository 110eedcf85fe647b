package dev.lifeboat.plan;

/// Mistake in a reference. None tells a value: it may be a secret.
enum ReferenceFault {
  NONE("", ""),
  NO_REFERENCE("has '${', which begins no reference here", Rules.FORM),
  NAMES_FILES(
      "refers to the environment by %s, and which files a plan has is for itself to say",
      "write their names"),
  NESTED("refers to the environment within %s", "write a default without a reference in it"),
  SECRET_NAME("refers to %s, which is named as a secret is", Rules.NO_SECRETS),
  NOT_SET(
      "refers to %s, and the environment has no such variable, or an empty one",
      "set it, or write a default as in ${NAME:-default}"),
  TOO_LONG("refers to %s, whose value is too long", "give 4096 characters at most"),
  TOO_MUCH("refers to %s, with which all values are more than 64 MiB", "refer to fewer"),
  CONTROL("refers to %s, whose value is not one line of text", "give it without breaks"),
  SECRET_VALUE("refers to %s, with whose value it has a login or a key in it", Rules.NO_SECRETS);

  private final String told;

  /// What to do.
  final String fix;

  ReferenceFault(String told, String fix) {
    this.told = told;
    this.fix = fix;
  }

  String told(String reference) {
    return told.replace("%s", Quote.plain(reference));
  }

  /// Texts that constants of an enum may name before its own.
  private static final class Rules {
    static final String FORM =
        "write ${NAME} or ${NAME:-default} with a name in capitals, or $${ for these characters";

    static final String NO_SECRETS =
        "never put a secret into a plan, which runs keep and show: name it, or its file, as 'pass',"
            + " 'secrets' and the 'keys' of a vault do";
  }
}
