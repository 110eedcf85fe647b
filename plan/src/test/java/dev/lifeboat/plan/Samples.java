package dev.lifeboat.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Files beside the tests, and the plans in them.
final class Samples {
  /// Knows the words of the product's providers, and hardly a key of theirs.
  static final PlanReader READER =
      new PlanReader(List.of(SampleKeys.withPort("lab"), SampleKeys.withPlaces("aws")));

  private Samples() {}

  static String text(String name) {
    try (var in = Objects.requireNonNull(Samples.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static String storefront() {
    return text("storefront.yaml");
  }

  /// The least that is a plan.
  static String smallest() {
    return """
    plan: small
    regions: { east: {}, west: {} }
    workloads:
      shop:
        objectives: { rto: 15m, rpo: 0 }
        resources:
          orders: { type: database }
          images: { type: bucket }
          web: { type: service, run: [serve] }
          entry: { type: traffic, to: web }
    """;
  }

  static Plan valid(String text) {
    return valid(READER, text);
  }

  static Plan valid(PlanReader reader, String text) {
    return switch (reader.read("plan.yaml", text)) {
      case PlanResult.Valid(var plan) -> plan;
      case PlanResult.Invalid invalid -> throw new AssertionError(invalid.mistakes() + "\n" + text);
    };
  }

  static String mistakes(String file, String text) {
    return mistakes(READER, file, text);
  }

  static String mistakes(PlanReader reader, String file, String text) {
    return switch (reader.read(file, text)) {
      case PlanResult.Valid _ -> "";
      case PlanResult.Invalid(_, var mistakes, _) -> {
        var lines = new StringBuilder();
        mistakes.forEach(mistake -> lines.append(mistake).append('\n'));
        yield lines.toString();
      }
    };
  }
}
