package dev.lifeboat.provision;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Objects of JSON whose fields stay in the order in which they were named.
final class JsonTree {
  private static final JsonMapper JSON = JsonMapper.shared();

  private JsonTree() {}

  /// @param pairs of name and value; one whose value is an empty `Optional` is left out
  static Map<String, Object> of(Object... pairs) {
    var tree = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      var name = (String) pairs[i];
      if (pairs[i + 1] instanceof Optional<?> maybe) {
        maybe.ifPresent(it -> tree.put(name, it));
      } else {
        tree.put(name, pairs[i + 1]);
      }
    }
    return tree;
  }

  /// On one line, as a field that holds JSON has it.
  static String line(Object tree) {
    return JSON.writeValueAsString(tree);
  }

  /// For people and for tools, with a line feed at the end whatever the machine.
  static String pretty(Object tree) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree).replace("\r\n", "\n")
        + "\n";
  }
}
