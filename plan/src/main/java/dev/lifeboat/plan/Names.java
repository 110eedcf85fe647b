package dev.lifeboat.plan;

import java.util.Optional;
import java.util.regex.Pattern;

/// What may be a name. Names become folders, replication slots, host names and S3 buckets, so only
/// what all of those take is allowed.
final class Names {
  static final int LONGEST = 41;

  static final String RULE =
      "a name starts with a letter a-z, then letters a-z, digits and '-', 41 characters at most";

  static final KeyType.Text<String> TYPE =
      KeyType.Text.of("name", Pattern.compile("[a-z][a-z0-9-]{0,40}"), RULE);

  /// S3 keeps these for itself: "General purpose bucket naming rules" of the S3 user guide.
  private static final Pattern RESERVED_BUCKET =
      Pattern.compile("(xn--|sthree-|amzn-s3-demo-).*|.*(-s3alias|--ol-s3|--x-s3|--table-s3|-an)");

  private Names() {}

  /// Whether a text has the form of [#TYPE], without its pattern: a portfolio asks a million times.
  static boolean isName(String text) {
    if (text.isEmpty() || text.length() > LONGEST || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  static void require(String kind, String text) {
    if (!isName(text)) {
      throw new IllegalArgumentException(
          "%s '%s' is not a valid name: %s".formatted(kind, text, RULE));
    }
  }

  /// Why S3 would refuse a valid name for a bucket; empty if it would not.
  static Optional<String> bucketFault(String name) {
    if (name.length() < 3) {
      return Optional.of("S3 needs at least 3 characters for a bucket's name");
    }
    if (name.endsWith("-")) {
      return Optional.of("S3 lets a bucket's name end only in a letter or digit");
    }
    return RESERVED_BUCKET.matcher(name).matches()
        ? Optional.of("S3 keeps this beginning or ending of a bucket's name for itself")
        : Optional.empty();
  }
}
