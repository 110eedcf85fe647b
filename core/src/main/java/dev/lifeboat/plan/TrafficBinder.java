package dev.lifeboat.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Binds a [Traffic].
final class TrafficBinder implements ResourceBinder {
  static final List<String> LAB_KEYS = List.of("port");

  @Override
  public String type() {
    return Traffic.TYPE;
  }

  @Override
  public List<String> keys() {
    return List.of("to", "lab");
  }

  @Override
  public Optional<Resource> bind(
      String name, Cursor cursor, Fields fields, Map<String, String> siblings) {
    var to =
        fields
            .required("to", "name the service that answers")
            .flatMap(value ->
                Declared.resource(value, siblings, List.of(Service.TYPE), "of this workload"));
    var port =
        fields
            .optional("lab")
            .map(value -> value.fields(LAB_KEYS))
            .flatMap(lab -> lab.optional("port"))
            .flatMap(value -> value.number(1, 65_535));
    return cursor.make(() ->
        new Traffic(name, to.orElseThrow(), port.map(OptionalInt::of).orElse(OptionalInt.empty())));
  }
}
