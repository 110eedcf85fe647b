package dev.lifeboat.provision.apply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A stack of [MemoryStacks], and its one change set.
final class MemoryStack {
  String status = "REVIEW_IN_PROGRESS";
  StackTemplate template = StackTemplate.of("{}");
  Map<String, String> parameters = Map.of();
  Map<String, MemoryResource> has = new LinkedHashMap<>();
  Map<String, MemoryResource> before = new LinkedHashMap<>();
  final List<String> failures = new ArrayList<>();
  Optional<Change> change = Optional.empty();

  /// A second change set, of whoever only looks.
  Optional<Change> beside = Optional.empty();

  final List<String> todo = new ArrayList<>();
  String changeSet = "";
  Optional<StackLook> seen = Optional.empty();
  int unseen;

  StackLook look() {
    var outputs = new HashMap<String, String>();
    for (var output : template.outputs()) {
      if (has.containsKey(output)) {
        outputs.put(output, "made-" + output.toLowerCase(Locale.ROOT));
      }
    }
    return new StackLook(status, "", changeSet, parameters, outputs);
  }

  static final class Change {
    final String id;
    StackProposal.State state = StackProposal.State.RECKONED;
    String refusal = "";
    StackTemplate template = StackTemplate.of("{}");
    Map<String, String> values = Map.of();
    Map<String, MemoryResource> wanted = Map.of();
    List<StackChange> changes = List.of();

    Change(String id) {
      this.id = id;
    }
  }
}
