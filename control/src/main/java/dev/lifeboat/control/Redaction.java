package dev.lifeboat.control;

import dev.lifeboat.plan.Count;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes secrets out of text: those that are known by their value, then whatever has the shape of
/// one. It would rather take too much: what is left is read by strangers.
final class Redaction {
  static final String REMOVED = "[removed]";

  // A shorter value, such as a user's name that is its own password, would tear words apart.
  private static final int SHORTEST_KNOWN = 6;

  /// Words that make the name of a key suspicious, wherever in it they stand.
  private static final String KEY =
      "[\\w.$-]{0,64}(?:pass(?:word|wd|phrase|code)|(?<![a-z])pass(?![a-z])|pwd|secret|token"
          + "|credential|cookie|authorization|api[_.-]?key|access[_.-]?key|private[_.-]?key"
          + "|account[_.-]?key|auth[_.-]?key|signing[_.-]?key|encryption[_.-]?key"
          + "|license[_.-]?key|session[_.-]?(?:id|key)|x-amz-(?:signature|credential)|\\bsig\\b"
          + "|salt)[\\w.$-]{0,64}";

  /// A value: in quotes that may themselves be escaped, a list of such, a YAML block, or one word.
  private static final String VALUE =
      "(?:\\\\+\"(?:(?!\\\\+\").)*\\\\+\"|\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^']|'')*'"
          + "|\\[[^\\[\\]{}]*\\]"
          + "|[|>][-+]?[ \\t]*\\R(?:[ \\t]+[^\\r\\n]*\\R?)+"
          + "|[^\\s,;&{}\\[\\]()\"'<>\\\\]+)";

  /// A shape, and what stands for what it matches.
  private record Shape(Pattern pattern, String by) {
    Shape(String pattern, String by) {
      this(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), by);
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          // Private keys, also with \n written out, also when the end or the beginning is cut off.
          new Shape(
              "-----BEGIN [A-Z0-9 ]*(?:PRIVATE|SECRET)[A-Z0-9 ]*-----[\\s\\S]*?"
                  + "(?:-----END [A-Z0-9 ]*-----|(?=\"|$(?![\\r\\n]))|\\z)",
              REMOVED),
          new Shape("(?m)^[ \\t]*[A-Za-z0-9+/]{60,76}={0,2}[ \\t]*$", REMOVED),
          // Headers: all that follows on the line, or up to the quote that ends it.
          new Shape(
              "\\b((?:proxy-)?authorization|(?:set-)?cookie|x-(?:api|auth|amz-security)[\\w-]*)"
                  + "(\\\\*\"?\\s*[:=]\\s*\\\\*\"?)[^\\r\\n\"\\\\]+",
              "$1$2" + REMOVED),
          new Shape("\\b(bearer|basic|negotiate)\\s+[A-Za-z0-9._~+/=-]{6,}", "$1 " + REMOVED),
          // Addresses with a login in them.
          new Shape(
              "([a-z][a-z0-9+.-]*://)[^\\s/\"'<>@]*(?:@[^\\s/\"'<>@]*)*@", "$1" + REMOVED + "@"),
          new Shape("(jdbc:oracle:\\w+:)[^\\s/@]+/[^\\s@]+@", "$1" + REMOVED + "@"),
          // Names and values: properties, JSON, YAML, environments, query strings, options.
          new Shape("(<(" + KEY + ")>)[^<]*(</)", "$1" + REMOVED + "$3"),
          new Shape(
              "((?:\\\\*[\"'])?(?:" + KEY + ")(?:\\\\*[\"'])?\\s*(?:=>|[:=])\\s*)" + VALUE,
              "$1\"" + REMOVED + "\""),
          new Shape(
              "((?:^|[\\s,\\[\"'])--?(?:" + KEY + ")(?:[\"']?\\s*,\\s*|\\s+))" + VALUE,
              "$1" + REMOVED),
          new Shape("((?:^|\\s)(?:-u|--user|--proxy-user)[ =]\\s*)\\S+:\\S+", "$1" + REMOVED),
          // In words: SQL, and what people and programs write into logs.
          new Shape(
              "\\b(password|passphrase|passcode|secret|token|identified\\s+by)(\\s+(?:is|was)\\s+|\\s+(?=['\"]))"
                  + VALUE,
              "$1$2" + REMOVED),
          // A line of .pgpass.
          new Shape("(?m)^([^\\s:#]+:(?:\\d+|\\*):[^\\s:]+:[^\\s:]+:)\\S+$", "$1" + REMOVED),
          // Values that tell by themselves what they are.
          new Shape("\\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\\b", REMOVED),
          new Shape("\\beyJ[\\w-]{6,}\\.[\\w-]{6,}(?:\\.[\\w-]*)?", REMOVED),
          new Shape(
              "\\b(?:gh[pousr]_|github_pat_|glpat-|xox[a-z]-|[spr]k_(?:live|test)_|npm_|pypi-|whsec_"
                  + "|hv[sb]\\.|dop_v1_|SG\\.|AIza|ya29\\.)[\\w.-]{10,}",
              REMOVED),
          new Shape("SCRAM-SHA-(?:1|256)\\$[^\\s\"']+", REMOVED),
          new Shape("\\$(?:2[abxy]|5|6|y|argon2\\w+)\\$[^\\s\"']+", REMOVED),
          new Shape("\\bmd5[0-9a-f]{32}\\b", REMOVED),
          // 64 digits are a hash; our own passwords have 32.
          new Shape("\\b(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{48})\\b", REMOVED));

  private static final Pattern RANDOM =
      Pattern.compile("(?<![\\w+/=-])(?:[\\w+-]{24,}|[A-Za-z0-9/+]{40})={0,2}(?![\\w+/=-])");

  // A random text of such length changes its kind of character more often than words do.
  private static final int LEAST_CHANGES = 8;

  private final List<String> known;

  /// Removes what it knows and what looks like a secret.
  ///
  /// @param known secrets by their value; those too short to be told from words are passed over
  Redaction(Collection<String> known) {
    var all = new LinkedHashSet<String>();
    for (var secret : known) {
      if (secret.length() >= SHORTEST_KNOWN) {
        all.add(secret);
        all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        all.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
      }
    }
    var longestFirst = new ArrayList<>(all);
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
    this.known = List.copyOf(longestFirst);
  }

  /// The text without its secrets. One that is too deeply nested to be read goes as a whole.
  String of(String text) {
    try {
      return read(text);
    } catch (StackOverflowError unreadable) {
      return "%s: %s that could not be read%n"
          .formatted(REMOVED, Count.of(text.length(), "character"));
    }
  }

  private String read(String text) {
    var left = text;
    for (var secret : known) {
      left = left.replace(secret, REMOVED);
    }
    for (var shape : SHAPES) {
      left = shape.pattern().matcher(left).replaceAll(shape.by());
    }
    return RANDOM.matcher(left).replaceAll(Redaction::random);
  }

  /// Removed if it looks drawn by lot: capital and small letters and digits, in no order.
  private static String random(MatchResult found) {
    var text = found.group();
    int changes = 0;
    for (int i = 1; i < text.length(); i++) {
      if (kind(text.charAt(i)) != kind(text.charAt(i - 1))) {
        changes++;
      }
    }
    boolean mixed =
        text.chars().anyMatch(Character::isUpperCase)
            && text.chars().anyMatch(Character::isLowerCase)
            && text.chars().anyMatch(Character::isDigit);
    return Matcher.quoteReplacement(mixed && changes >= LEAST_CHANGES ? REMOVED : text);
  }

  private static int kind(char letter) {
    return Character.isDigit(letter) ? 0 : Character.isUpperCase(letter) ? 1 : 2;
  }
}
