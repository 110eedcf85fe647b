package dev.lifeboat.agent.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Environment that a process gets of whoever starts it: what programs need to run at all, and what
/// it is passed by name. The rest, such as the operator's cloud credentials, is not its affair.
///
/// @param all of the starter's variables
record StarterVariables(Map<String, String> all) {
  private static final List<String> OF_EVERY_PROCESS =
      List.of("PATH", "HOME", "TZ", "TMPDIR", "JAVA_HOME");

  /// From the strongest to the weakest; the one that holds is handed on as `LANG`.
  private static final List<String> LOCALES = List.of("LC_ALL", "LC_CTYPE", "LANG");

  StarterVariables {
    all = Map.copyOf(all);
  }

  Map<String, String> passed(Collection<String> names) {
    var passed = new TreeMap<String, String>();
    LOCALES.stream()
        .map(name -> all.getOrDefault(name, ""))
        .filter(locale -> !locale.isEmpty())
        .findFirst()
        .ifPresent(locale -> passed.put("LANG", locale));
    Stream.concat(OF_EVERY_PROCESS.stream(), names.stream())
        .filter(all::containsKey)
        .forEach(name -> passed.put(name, all.getOrDefault(name, "")));
    return passed;
  }
}
