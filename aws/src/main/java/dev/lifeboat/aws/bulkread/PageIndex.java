package dev.lifeboat.aws.bulkread;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// All things of one kind, read when the first of them is asked for.
final class PageIndex<T> {
  private final CachedAnswer<Map<String, T>> byName;

  /// @param all reads them, which AWS answers by the page
  /// @param names by any of which one is asked for
  @SafeVarargs
  PageIndex(Supplier<? extends Iterable<T>> all, Function<T, String>... names) {
    this.byName =
        new CachedAnswer<>(() -> {
          var found = new HashMap<String, T>();
          for (var thing : all.get()) {
            for (var name : names) {
              found.put(name.apply(thing), thing);
            }
          }
          return found;
        });
  }

  /// Those of that name that there are.
  List<T> find(Collection<String> names) {
    var found = byName.get();
    return names.stream().filter(found::containsKey).map(found::get).toList();
  }

  Collection<T> all() {
    return byName.get().values();
  }

  /// The one of that name; what AWS throws where there is none.
  T required(String name, Function<String, ? extends SdkException> missing) {
    return Optional.ofNullable(byName.get().get(name)).orElseThrow(() -> missing.apply(name));
  }
}
