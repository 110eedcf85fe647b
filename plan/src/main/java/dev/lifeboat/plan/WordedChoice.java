package dev.lifeboat.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A choice that has a word in the plan file, on the screen and in JSON; always the same word.
public interface WordedChoice {
  /// The constant's name in the code.
  String name();

  /// `WARM_STANDBY` is `warm-standby`.
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether that is its word, which need not be made to see it.
  default boolean hasWord(String text) {
    var name = name();
    boolean has = text.length() == name.length();
    for (int i = 0; has && i < name.length(); i++) {
      char c = name.charAt(i);
      has = text.charAt(i) == (c == '_' ? '-' : Character.toLowerCase(c));
    }
    return has;
  }

  /// The one of `choices` that has that word.
  static <C extends WordedChoice> Optional<C> find(C[] choices, String word) {
    return Stream.of(choices).filter(choice -> choice.hasWord(word)).findFirst();
  }
}
