package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Mapping;
import dev.lifeboat.plan.YamlNode.Scalar;
import dev.lifeboat.plan.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the plan of a run says of the plan that it rehearses, as both verifiers read it: by the
/// texts alone, whatever YAML takes them for, and whatever else the plan says.
final class RehearsalText {
  private RehearsalText() {}

  /// Empty where it rehearses none.
  ///
  /// @throws IllegalArgumentException when what it says of that is damaged
  static Optional<Rehearsal> of(YamlNode root) {
    var lab = keys(root).get(LabBinder.LAB.name());
    var said = lab == null ? null : keys(lab).get(LabBinder.REHEARSES.name());
    return said == null ? Optional.empty() : Optional.of(rehearsal(keys(said)));
  }

  private static Rehearsal rehearsal(Map<String, YamlNode> said) {
    var standIns = new ArrayList<String>();
    var named = LabBinder.STAND_INS.name();
    if (said.containsKey(named)) {
      items(said.get(named)).forEach(item -> standIns.add(text(item)));
    }
    return new Rehearsal(
        text(said.get(LabBinder.PLAN.name())), text(said.get(LabBinder.SHA_256.name())), standIns);
  }

  private static Map<String, YamlNode> keys(YamlNode node) {
    if (!(node instanceof Mapping mapping)) {
      throw new IllegalArgumentException("where keys belong is " + node.kindName());
    }
    var values = new LinkedHashMap<String, YamlNode>();
    for (var entry : mapping.entries()) {
      if (values.put(entry.name(), entry.value()) != null) {
        throw new IllegalArgumentException("'%s' is there twice".formatted(entry.name()));
      }
    }
    return values;
  }

  private static List<YamlNode> items(@Nullable YamlNode node) {
    if (node instanceof Sequence list) {
      return list.items();
    }
    throw new IllegalArgumentException("the stand-ins are no list");
  }

  private static String text(@Nullable YamlNode node) {
    if (node instanceof Scalar scalar) {
      return scalar.text();
    }
    throw new IllegalArgumentException("a text is missing");
  }
}
