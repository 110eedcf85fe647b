package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.util.Map;
import java.util.Optional;

/// What a provider adds to the plans of these tests.
///
/// @param word of a provider that there is, so that the mistakes are those of the product
record SampleKeys(String word, Map<String, Part> parts) implements ProviderKeys {
  private static final Keys PLACE =
      Keys.of("Sample", new KeyType.Places().key("place").required("write where it is"));

  private static final PlanKey<Integer> PORT = PlanKey.whole("port", 1, 65_535);

  /// A port that traffic may have.
  static SampleKeys withPort(String word) {
    return new SampleKeys(
        word,
        Map.of(Traffic.TYPE, new Part(Keys.of("Port", PORT), (_, _, keys) -> keys.read(PORT))));
  }

  /// A place that the plan, a region and a database may have.
  static SampleKeys withPlaces(String word) {
    var part = new Part(PLACE, (_, _, _) -> Optional.of(word));
    return new SampleKeys(word, Map.of(PLAN, part, REGION, part, Database.TYPE, part));
  }
}
