package dev.lifeboat.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that was probably meant.
public final class NearestWord {
  /// Longer input is no slip of the fingers, and the distance costs length times length.
  private static final int MOST_LENGTH = 60;

  /// Fewer letters begin too many words.
  private static final int LEAST_BEGUN = 3;

  /// The distance to each of more words takes longer than it helps: a portfolio's workloads.
  private static final int MOST_SEARCHED = 2000;

  /// Nobody reads more words in a message.
  private static final int MOST_SHOWN = 100;

  private NearestWord() {}

  /// "did you mean 'x'? " if there is such a word, then what is allowed.
  ///
  /// @param allowed how the list of words begins, such as `allowed here: `
  public static String hint(String written, String allowed, List<String> words) {
    return of(written, words).map(word -> "did you mean '" + word + "'? ").orElse("")
        + allowed
        + (words.isEmpty() ? "none" : shown(words));
  }

  private static String shown(List<String> words) {
    return words.size() <= MOST_SHOWN
        ? String.join(", ", words)
        : "%s, and %d more"
            .formatted(String.join(", ", words.subList(0, MOST_SHOWN)), words.size() - MOST_SHOWN);
  }

  /// The first word with the fewest slips, if they are few for its length. Case is no slip.
  public static Optional<String> of(String written, List<String> words) {
    if (written.length() > MOST_LENGTH || words.size() > MOST_SEARCHED) {
      return Optional.empty();
    }
    var nearest = Optional.<String>empty();
    int fewest = Integer.MAX_VALUE;
    for (var word : words) {
      int slips = distance(written.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
      if (slips < fewest && slips <= Math.max(1, word.length() / 3)) {
        nearest = Optional.of(word);
        fewest = slips;
      }
    }
    return nearest.or(() -> begunWith(written, words));
  }

  /// The only word that was begun so.
  private static Optional<String> begunWith(String written, List<String> words) {
    if (written.length() < LEAST_BEGUN) {
      return Optional.empty();
    }
    var begun =
        words.stream()
            .filter(word -> word.regionMatches(true, 0, written, 0, written.length()))
            .toList();
    return begun.size() == 1 ? Optional.of(begun.getFirst()) : Optional.empty();
  }

  /// Slips from one to the other: a letter too many, too few, wrong, or two neighbours swapped
  /// (optimal string alignment).
  static int distance(String one, String other) {
    var before = new int[other.length() + 1];
    var previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      var row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int wrong = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + wrong);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = previous;
      previous = row;
    }
    return previous[other.length()];
  }
}
