package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The plan language as some providers extend it.
final class KeyExtensions {
  private final List<ProviderKeys> providers;
  private final List<String> unread;

  /// By place, since a portfolio asks for them at each of its resources.
  private final Map<String, Keys> extended = new ConcurrentHashMap<>();

  /// @param providers without any, a plan is taken as it stands that whoever knows its provider has
  ///   taken before: what is said to providers alone is kept, and not read
  KeyExtensions(List<ProviderKeys> providers) {
    this.providers = List.copyOf(providers);
    this.unread =
        known(Region.DEFAULT_PROVIDER).isPresent() ? List.of() : List.of(Region.DEFAULT_PROVIDER);
  }

  List<ProviderKeys> providers() {
    return providers;
  }

  /// The keys of one place, those of providers last.
  Keys extended(Keys keys, String place) {
    return extended.computeIfAbsent(place, _ -> withProviders(keys, place));
  }

  private Keys withProviders(Keys keys, String place) {
    var all = keys;
    for (var provider : providers) {
      var part = provider.parts().get(place);
      if (part != null) {
        all = all.and(part.key(provider.word()));
      }
    }
    return all;
  }

  /// The values of keys that providers may have extended. Any plan may say how the default provider
  /// plays it: that is kept where this is not known, and not read.
  Fields fields(PlanValue value, Keys keys) {
    return providers.isEmpty() ? value.knownFields(keys) : value.fields(keys, unread);
  }

  private Optional<ProviderKeys> known(String word) {
    return providers.stream().filter(it -> it.word().equals(word)).findFirst();
  }

  /// The words that providers' own keys have in one place.
  List<String> words(String place) {
    return providers.stream()
        .filter(provider -> provider.parts().containsKey(place))
        .map(ProviderKeys::word)
        .toList();
  }

  /// Whether something in one place is said to a provider.
  boolean isExtended(Fields fields, String place) {
    return providers.isEmpty()
        ? !fields.unknown().isEmpty()
        : words(place).stream().anyMatch(word -> fields.said(word).isPresent());
  }

  /// What is said to providers in one place.
  ProviderValues values(String name, Fields fields, String place) {
    var values = new ArrayList<Object>(fields.unknown());
    for (var provider : providers) {
      var part = provider.parts().get(place);
      if (part != null) {
        part.fields(fields, provider.word())
            .flatMap(keys -> part.maker().make(name, fields, keys))
            .ifPresent(values::add);
      }
    }
    return values.isEmpty() ? ProviderValues.NONE : new ProviderValues(values);
  }

  /// The provider of regions that name these: the first that is not every region's without a word.
  /// Empty if it is not known here.
  Optional<ProviderKeys> provider(Collection<String> named) {
    var word =
        providers.stream()
            .map(ProviderKeys::word)
            .filter(named::contains)
            .filter(it -> !it.equals(Region.DEFAULT_PROVIDER))
            .findFirst()
            .orElse(Region.DEFAULT_PROVIDER);
    return known(word);
  }
}
