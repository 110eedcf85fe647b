package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.AnyResource;
import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.KeyType.Named;
import dev.lifeboat.plan.KeyType.Several;

/// Shape that declared keys give a plan, as far as it shows while a file is being read. What strays
/// from it is told by binders, who see the whole; a file that strays without end is not read to its
/// end.
final class PlanShape {
  /// Whatever may stand there.
  static final KeyType<?> ANYTHING = new AnyResource();

  /// Where no plan has anything.
  private static final KeyType<?> NOTHING = Keys.of("Nothing");

  private PlanShape() {}

  /// Of a plan that may say this to providers; without any, what is theirs cannot be told.
  static KeyType<?> of(KeyExtensions language) {
    return language.providers().isEmpty() ? ANYTHING : PlanBinder.keys(language);
  }

  /// What may stand under a key.
  static KeyType<?> below(KeyType<?> type, String key) {
    return switch (type) {
      case Keys keys -> below(keys, key);
      case Named(var each, _, _) -> each;
      case AnyResource _, KeyType.Places _, KeyType.Variables _ -> ANYTHING;
      default -> NOTHING;
    };
  }

  /// The default provider's own may stand wherever providers have any.
  private static KeyType<?> below(Keys keys, String key) {
    for (int i = 0; i < keys.all().size(); i++) {
      if (keys.all().get(i).name().equals(key)) {
        return keys.all().get(i).type();
      }
    }
    return !keys.all().isEmpty() && key.equals(Region.DEFAULT_PROVIDER) ? ANYTHING : NOTHING;
  }

  /// What may stand in a list.
  static KeyType<?> item(KeyType<?> type) {
    return switch (type) {
      case Several(var each, _, _) -> each;
      case AnyResource _, KeyType.Texts _, KeyType.Arguments _ -> ANYTHING;
      default -> NOTHING;
    };
  }

  static boolean isNothing(KeyType<?> type) {
    return type instanceof Keys keys && keys.all().isEmpty();
  }

  /// Whether a single text or number may stand there.
  static boolean takesScalar(KeyType<?> type) {
    return !(type instanceof Keys || type instanceof Named || type instanceof Several);
  }

  /// How many keys a mapping may have there.
  static int mostKeys(KeyType<?> type) {
    return switch (type) {
      case Named(_, _, var most) -> Math.min(most, YamlTree.MOST_ITEMS);
      default -> YamlTree.MOST_ITEMS;
    };
  }

  /// Whether a mapping without keys may stand there.
  static boolean takesEmpty(KeyType<?> type) {
    return switch (type) {
      case Keys keys -> keys.all().stream().allMatch(it -> it.rule().isEmpty());
      case Named(_, var least, _) -> least == 0;
      default -> true;
    };
  }
}
